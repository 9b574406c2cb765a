/** What is loaded with the texts that only it needs, by slice. */
import { defineAsyncComponent, type Component } from 'vue'
import { needPageTexts } from './index'

/** A page, for its route. */
export function withTexts<T>(load: () => Promise<T>, ...slices: string[]): () => Promise<T> {
  return async () => (await Promise.all([load(), ...slices.map(needPageTexts)]))[0]
}

/** A part that comes beside its page. */
export function beside<T extends Component>(load: () => Promise<{ default: T }>, ...slices: string[]) {
  return defineAsyncComponent(withTexts(load, ...slices))
}
