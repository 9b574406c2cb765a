/** A component that is loaded beside its page, with the texts of such parts. */
import { defineAsyncComponent, type Component } from 'vue'
import { needTexts } from './index'

export function beside<T extends Component>(load: () => Promise<{ default: T }>) {
  return defineAsyncComponent(async () => {
    const [component] = await Promise.all([load(), needTexts('later')])
    return component
  })
}
