/** Where no server is named, one with the demo year is started. It gets ready while the road, which has a server of its own, is walked already. */
import { freePort, Site } from './server'

export default async function setup(): Promise<() => Promise<void>> {
  if (process.env.JISHI_URL) return () => Promise.resolve()
  const site = new Site(await freePort())
  site.serveDemo()
  process.env.JISHI_URL = site.url
  return () => site.stop()
}
