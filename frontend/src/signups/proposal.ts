/** The file of a proposal while it is chosen: looked at here, because the server cannot read it before the opening. */
import { computed, ref, shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'

/** As the server has it (`MOST_PROPOSAL_BYTES`). */
const MOST_MIB = 10
const PDF = '%PDF-'

export function useProposal() {
  const { t } = useI18n()
  const file = shallowRef<File>()
  const wrong = ref<string>()
  /** The person has tried to hand in. */
  const looked = ref(false)

  async function choose(chosen: File | undefined) {
    if (!chosen) return
    file.value = undefined
    wrong.value = undefined
    if (chosen.size > MOST_MIB * 1024 * 1024) wrong.value = t('signups.proposal_large', { n: MOST_MIB })
    else if ((await chosen.slice(0, PDF.length).text()) !== PDF) wrong.value = t('signups.proposal_no_pdf')
    else file.value = chosen
  }

  return {
    file,
    looked,
    choose,
    hint: computed(() => t('signups.proposal_hint', { n: MOST_MIB })),
    fault: computed(() => wrong.value ?? (looked.value && !file.value ? t('signups.proposal_missing') : undefined)),
  }
}

export type ChosenProposal = ReturnType<typeof useProposal>
