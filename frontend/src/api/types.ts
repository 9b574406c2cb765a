import type { PendingPaths, PendingSchemas } from './pending'
import type { components, paths } from './schema'

type Schemas = components['schemas'] & PendingSchemas

/** A type of the contract by its OpenAPI name: `Schema<'Notice'>`. */
export type Schema<Name extends keyof Schemas> = Schemas[Name]

export type Paths = Omit<paths, '/api/v1/notices'> &
  Omit<PendingPaths, '/api/v1/notices'> & { '/api/v1/notices': Omit<paths['/api/v1/notices'], 'get'> & PendingPaths['/api/v1/notices'] }
