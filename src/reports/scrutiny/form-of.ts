import type { Instant } from '../../clock/dates.js'
import type { Database } from '../../database/database.js'
import type { CommitteeFormData, FormTerm } from '../../plans/committee-form.js'

/**
 * The committee form and list of abbreviations that the register held for a plan by a moment; null and none where it held
 * none.
 */
export async function formOf(
  database: Database,
  plan: string,
  recordedBy: Instant,
): Promise<{ form: CommitteeFormData | null; glossary: FormTerm[] }> {
  const [row] = await database.select<{ form: string; glossary: string }>(
    `SELECT f.form, f.glossary FROM committee_form f JOIN plan p ON p.id = f.plan_id
      WHERE p.slug = ? AND f.recorded_at <= ? ORDER BY f.recorded_at DESC LIMIT 1`,
    [plan, recordedBy],
  )
  if (!row) return { form: null, glossary: [] }
  return { form: JSON.parse(row.form) as CommitteeFormData, glossary: JSON.parse(row.glossary) as FormTerm[] }
}
