/** One thing that was looked at; its words are `log.step.<name>`. */
export interface Step {
  name: 'proof' | 'key' | 'signature' | 'leaf' | 'inclusion' | 'opening'
  passed: boolean
  /** What was computed, or what is wrong. */
  found: string
}
