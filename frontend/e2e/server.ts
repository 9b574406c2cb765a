/** The real program on a folder of its own. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { createServer as listener, request as send, type Server } from 'node:http'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const PROGRAM = process.env.JISHI_BIN ?? fileURLToPath(new URL('../../target/debug/jishi', import.meta.url))
const UP_MS = 180_000
const LOOK_MS = 200

export const STAFF_PASSWORD = 'e2e-operator-2026'

/** Without what the surroundings say of other databases and search engines. */
function env(): NodeJS.ProcessEnv {
  const own = { ...process.env }
  for (const name of ['DATABASE_URL', 'MEILI_URL', 'MEILI_KEY']) Reflect.deleteProperty(own, name)
  return own
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}

/** Waits until the server answers. */
export async function up(url: string): Promise<void> {
  const until = Date.now() + UP_MS
  for (;;) {
    const answered = await fetch(`${url}/healthz`).then((answer) => answer.ok, () => false)
    if (answered) return
    if (Date.now() > until) throw new Error(`${url} does not come up`)
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
  }
}

export class Site {
  readonly url: string
  private readonly dir = mkdtempSync(join(tmpdir(), 'jishi-e2e-'))
  private child: ChildProcess | undefined
  private stopping = false

  constructor(private readonly port: number) {
    this.url = `http://127.0.0.1:${port}`
  }

  /** A training installation, whose clock can be moved. */
  serve(): void {
    if (this.stopping) return
    this.run('serve', '--training', '--listen', `127.0.0.1:${this.port}`)
  }

  /** Plays the demo year, then serves it. */
  serveDemo(): void {
    this.run('demo')
    this.child?.once('exit', (code) => {
      if (code === 0) this.serve()
    })
  }

  /** The people of the operating side are made on the command line. */
  add(role: 'operator' | 'admin', login: string, name: string): void {
    const args = ['--data-dir', this.dir, 'admin', `add-${role}`, '--login', login, '--name', name]
    const done = spawnSync(PROGRAM, args, { env: { ...env(), JISHI_NEW_PASSWORD: STAFF_PASSWORD }, encoding: 'utf8' })
    if (done.status !== 0) throw new Error(done.stderr)
  }

  async stop(): Promise<void> {
    this.stopping = true
    const child = this.child
    if (child && child.exitCode === null && child.signalCode === null) {
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await gone
    }
    rmSync(this.dir, { recursive: true, force: true })
  }

  private run(...args: string[]): void {
    const child = spawn(PROGRAM, ['--data-dir', this.dir, ...args], { env: env(), stdio: ['ignore', 'ignore', 'pipe'] })
    child.stderr.pipe(createWriteStream(join(this.dir, 'server.log'), { flags: 'a' }))
    this.child = child
  }
}

/** A wire to a site on which everything can be read that a browser sends over it. */
export class Wire {
  private readonly sent: Buffer[] = []
  private constructor(
    readonly url: string,
    private readonly server: Server,
  ) {}

  static async to(site: Site): Promise<Wire> {
    const server = listener((asked, answer) => {
      wire.sent.push(Buffer.from(`${asked.method} ${asked.url}\n${JSON.stringify(asked.headers)}\n`))
      asked.on('data', (part: Buffer) => wire.sent.push(part))
      const on = send(`${site.url}${asked.url}`, { method: asked.method, headers: asked.headers }, (got) => {
        answer.writeHead(got.statusCode ?? 502, got.headers)
        got.pipe(answer)
      })
      on.on('error', () => answer.destroy())
      answer.on('close', () => on.destroy())
      asked.pipe(on)
    })
    const port = await freePort()
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
    const wire = new Wire(`http://127.0.0.1:${port}`, server)
    return wire
  }

  /** All of it so far. */
  text(): string {
    return Buffer.concat(this.sent).toString('utf8')
  }

  stop(): void {
    this.server.close()
    this.server.closeAllConnections()
  }
}
