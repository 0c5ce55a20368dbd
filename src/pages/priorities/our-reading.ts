/** Said wherever actions are counted by priority. */
export const ourReading =
  'Which action serves which priority is our reading: the documents do not say. Each action’s page gives the reason. An action can serve two priorities, so the counts do not add up to the actions.'
