import type { components } from './schema'

/** A type of the contract by its OpenAPI name: `Schema<'Notice'>`. */
export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name]
