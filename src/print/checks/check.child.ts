import { answerParent } from '../child-task.js'
import { checkFile } from './check-file.js'
import type { CheckTask } from './check-pdf.js'

answerParent(({ bytes, expected }: CheckTask) => checkFile(bytes, expected))
