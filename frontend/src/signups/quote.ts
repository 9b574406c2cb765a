/**
 * A quote while it is typed. It is read, checked against the notice's bounds and spelled in this browser: the server must not see it before
 * the opening, so no field that asks the server how an amount reads may be used for it.
 */
import { computed, onScopeDispose, ref, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { capitals, readAmount } from '@/lib/amounts'
import { yuan } from '@/lib/money'
import { faultOf, priceOf, termsOf, type Quote, type Quoting } from '@/lib/quotes'
import { rateText, readRate } from '@/lib/rates'

const QUIET_MS = 400

export function useQuote(notice: () => Quoting) {
  const { t } = useI18n()
  const text = ref('')
  /** Faults are shown: after a short silence, not on leaving the field, which would move the button away under the pointer. */
  const looked = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(text, (now) => {
    clearTimeout(timer)
    if (now !== '') timer = setTimeout(() => (looked.value = true), QUIET_MS)
  })
  onScopeDispose(() => clearTimeout(timer))
  const terms = computed(() => termsOf(notice()))

  const read = computed<{ quote: Quote } | { fault: string }>(() => {
    if (text.value.trim() === '') return { fault: t('signups.quote_missing') }
    if (terms.value?.kind === 'rate') {
      const rate = readRate(text.value)
      return rate === undefined ? { fault: t('design.rate_unreadable') } : { quote: { rate } }
    }
    const amount = readAmount(text.value)
    return typeof amount === 'number' ? { quote: { amount_fen: amount } } : { fault: t(`signups.amount_fault.${amount}`) }
  })
  const said = computed(() => ('quote' in read.value ? read.value.quote : undefined))
  const out = computed(() => said.value && terms.value && faultOf(said.value, terms.value))
  const fault = computed(() => {
    if ('fault' in read.value) return read.value.fault
    return out.value && t('signups.out_of_bounds', { why: t(out.value.key, { bound: out.value.bound }) })
  })

  /** How it reads: digits and capitals; of a rate the price that it gives. */
  const echo = computed(() => {
    const quote = said.value
    const price = quote && terms.value && !out.value ? priceOf(quote, terms.value) : undefined
    if (!quote || price === undefined) return undefined
    const digits = 'rate' in quote ? t('signups.rate_reads', { rate: rateText(quote.rate), price: yuan(price) }) : yuan(price)
    return { digits, capitals: capitals(price) }
  })
  const hint = computed(() => {
    const it = terms.value
    if (!it) return ''
    if (it.kind === 'rate') return t('signups.rate_bounds', { min: rateText(it.min_rate), max: rateText(it.max_rate), base: yuan(it.base_fen) })
    return it.min_fen > 1 ? t('signups.quote_bounds_floor', { min: yuan(it.min_fen), max: yuan(it.max_fen) }) : t('signups.quote_bounds', { max: yuan(it.max_fen) })
  })

  return {
    text,
    looked,
    echo,
    hint,
    /** What may be sealed; nothing while there is a fault. */
    quote: computed(() => (fault.value ? undefined : said.value)),
    fault: computed(() => (looked.value ? fault.value : undefined)),
    label: computed(() => t(terms.value?.kind === 'rate' ? 'signups.rate' : 'signups.quote')),
  }
}

export type TypedQuote = ReturnType<typeof useQuote>
