/** What an agency's entry still lacks, as far as the pages can tell. */
import type { Schema } from '@/api/types'

/** Certificates on file without their scan. */
export function unscanned(agency: Schema<'Agency'>): Schema<'AgencyQualification'>[] {
  return agency.qualifications.filter((it) => !it.file)
}

/** Services that cannot be signed up for now, with why. */
export function closedServices(agency: Schema<'Agency'>): Schema<'AgencyService'>[] {
  return agency.services.filter((it) => !it.open)
}
