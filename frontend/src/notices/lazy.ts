/** What only some notices have, loaded beside the page with its texts. */
import { defineAsyncComponent, type Component } from 'vue'
import { needTexts } from '@/i18n'

function later<T extends Component>(load: () => Promise<{ default: T }>) {
  return defineAsyncComponent(async () => {
    const [component] = await Promise.all([load(), needTexts('later')])
    return component
  })
}

export const QuoteCell = later(() => import('./parts/QuoteCell.vue'))
export const SheetCard = later(() => import('./parts/SheetCard.vue'))
export const LowPrices = later(() => import('./parts/LowPrices.vue'))
export const CreditLists = later(() => import('./parts/CreditLists.vue'))
