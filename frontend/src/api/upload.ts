/** Uploads one file with progress; `fetch` cannot report it, so this is the one place with XMLHttpRequest. */
import { randomHex } from './client'
import { Problem, type ProblemBody } from './problem'
import { token } from './token'
import type { Schema } from './types'

/**
 * With a token fresh enough to last, since the server may hang up on a large body that it refuses. Where that was not enough, or the connection
 * dropped, it is sent once more with the same idempotency key, which makes one file of both.
 */
export async function upload(file: File, onProgress: (share: number) => void, signal: AbortSignal): Promise<Schema<'FileView'>> {
  const key = randomHex(16)
  await token.fresh()
  try {
    return await attempt(file, key, onProgress, signal)
  } catch (error) {
    const problem = Problem.from(error)
    if (problem.status === 401 ? !(await token.refresh()) : problem.code !== 'offline') throw problem
    return attempt(file, key, onProgress, signal)
  }
}

function attempt(file: File, key: string, onProgress: (share: number) => void, signal: AbortSignal): Promise<Schema<'FileView'>> {
  return new Promise((resolve, reject) => {
    const aborted = () => reject(new Problem(0, { type: 'aborted' }))
    if (signal.aborted) return aborted()
    const request = new XMLHttpRequest()
    request.open('POST', '/api/v1/files')
    request.responseType = 'json'
    request.setRequestHeader('Content-Type', file.type || 'application/octet-stream')
    request.setRequestHeader('X-File-Name', encodeURIComponent(file.name))
    request.setRequestHeader('Accept-Language', document.documentElement.lang)
    request.setRequestHeader('Idempotency-Key', key)
    const bearer = token.value()
    if (bearer) request.setRequestHeader('Authorization', `Bearer ${bearer}`)
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total)
    }
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) resolve(request.response as Schema<'FileView'>)
      else reject(new Problem(request.status, (request.response as ProblemBody | null) ?? {}))
    }
    request.onerror = () => reject(new Problem(0, { type: 'offline' }))
    request.onabort = aborted
    signal.addEventListener('abort', () => request.abort(), { once: true })
    request.send(file)
  })
}
