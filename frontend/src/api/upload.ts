/** Uploads one file with progress; `fetch` cannot report it, so this is the one place with XMLHttpRequest. */
import { Problem, type ProblemBody } from './problem'
import { token } from './token'
import type { Schema } from './types'

export function upload(file: File, onProgress: (share: number) => void, signal: AbortSignal): Promise<Schema<'FileView'>> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', '/api/v1/files')
    request.responseType = 'json'
    request.setRequestHeader('Content-Type', file.type || 'application/octet-stream')
    request.setRequestHeader('X-File-Name', encodeURIComponent(file.name))
    request.setRequestHeader('Accept-Language', document.documentElement.lang)
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
    request.onabort = () => reject(new Problem(0, { type: 'aborted' }))
    signal.addEventListener('abort', () => request.abort(), { once: true })
    request.send(file)
  })
}
