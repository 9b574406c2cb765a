// Types of the contract from the server's own description: ../docs/openapi.json, or the file named.
import { readFileSync, writeFileSync } from 'node:fs'
import openapiTS, { astToString } from 'openapi-typescript'

const source = process.argv[2] ?? new URL('../../docs/openapi.json', import.meta.url)
const document = JSON.parse(readFileSync(source, 'utf8'))
// Operations stand in their paths; ids are the server's own business and need not be unique for this.
for (const path of Object.values(document.paths)) for (const operation of Object.values(path)) delete operation.operationId
// What has a default may be left out of a request; an object without described members holds anything.
writeFileSync(new URL('../src/api/schema.d.ts', import.meta.url), astToString(await openapiTS(document, { defaultNonNullable: false, emptyObjectsUnknown: true })))
