/** What may be quoted, and whether a quote counts: the words are those of the rules, the server decides when it opens the quotes. */
import type { Schema } from '@/api/types'
import { yuan } from './money'
import { discounted, rateText } from './rates'

export type Quote = Schema<'Quote'>
export type Terms = Schema<'Terms'>

/** What of a notice says what may be quoted. */
export type Quoting = Pick<Schema<'Notice'>, 'method' | 'quote_kind' | 'amount_fen' | 'floor_fen' | 'min_rate' | 'max_rate'>

type Method = Schema<'Method'>
const SEALED_QUOTE: readonly Method[] = ['price', 'reference_price', 'proposal_merit']

/** What is sealed has a price in it. */
export const quotes = (method: Method) => SEALED_QUOTE.includes(method)
/** Entrants compete on price: the amount of the notice is a ceiling, or what a discount is taken off. */
export const competesOnPrice = (method: Method) => method === 'reverse_auction' || quotes(method)
/** The notice must name the price. */
export const fixesPrice = (method: Method) => method === 'draw' || method === 'credit_merit'

/** Key of what the amount of a notice is called. */
export function amountName(method: Method, kind: Schema<'QuoteKind'>): string {
  if (!competesOnPrice(method)) return 'notices.amount'
  return kind === 'rate' ? 'notices.base' : 'notices.ceiling'
}

export function termsOf(it: Quoting): Terms | undefined {
  if (!competesOnPrice(it.method) || typeof it.amount_fen !== 'number') return undefined
  if (it.quote_kind === 'rate') return { kind: 'rate', base_fen: it.amount_fen, min_rate: it.min_rate ?? 0, max_rate: it.max_rate ?? 0 }
  return { kind: 'amount', min_fen: it.floor_fen ?? 1, max_fen: it.amount_fen }
}

/** Why a quote does not count: the key of the words, and the bound that they name. */
export interface Fault {
  key: string
  bound: string
}

export function faultOf(quote: Quote, terms: Terms): Fault | undefined {
  const fault = (name: string, bound = ''): Fault => ({ key: `notices.invalid.${name}`, bound })
  if ('amount_fen' in quote) {
    if (terms.kind !== 'amount') return fault('other_kind')
    if (quote.amount_fen < terms.min_fen) return fault('under_fen', yuan(terms.min_fen))
    return quote.amount_fen > terms.max_fen ? fault('over_fen', yuan(terms.max_fen)) : undefined
  }
  if (terms.kind !== 'rate') return fault('other_kind')
  if (quote.rate < terms.min_rate) return fault('under_rate', rateText(terms.min_rate))
  if (quote.rate > terms.max_rate) return fault('over_rate', rateText(terms.max_rate))
  return discounted(terms.base_fen, quote.rate) < 1 ? fault('nothing') : undefined
}

/** The price of a quote of the kind that is asked for. */
export function priceOf(quote: Quote, terms: Terms): number | undefined {
  if ('amount_fen' in quote) return quote.amount_fen
  return terms.kind === 'rate' ? discounted(terms.base_fen, quote.rate) : undefined
}

/** `¥80,000.00` or `12.50%`. */
export function quoteText(quote: Quote): string {
  return 'amount_fen' in quote ? yuan(quote.amount_fen) : `${rateText(quote.rate)}%`
}
