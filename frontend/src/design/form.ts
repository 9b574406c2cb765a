/** What a form tells its fields, and a field its control. */
import { computed, inject, onBeforeUnmount, provide, watch, type ComputedRef, type InjectionKey, type Ref } from 'vue'
import type { Problem } from '@/api/problem'

export const formKey: InjectionKey<ComputedRef<Problem | undefined>> = Symbol('form')

/** Who shows the errors at a pointer: the id of its root, and its label where it has one. */
export interface Claim {
  id: string
  label: string
}

/** Pointers whose errors some field of the form shows. */
export const claimsKey: InjectionKey<Map<string, Claim>> = Symbol('claims')

/** Ids of the fields whose content is known to be wrong already; while there are any, the form is not sent. */
export const faultsKey: InjectionKey<Set<string>> = Symbol('faults')

/** What is still under way in a form or dialog, such as an upload; true where it went well. */
const waitsKey: InjectionKey<Set<Promise<boolean>>> = Symbol('waits')

/** Lets what is inside say that it is not done; gives a way to wait for it, which says whether all went well. */
export function useWaits(): () => Promise<boolean> {
  const waits = new Set<Promise<boolean>>()
  provide(waitsKey, waits)
  return async () => {
    let well = true
    while (waits.size > 0) well = (await Promise.all(waits)).every(Boolean) && well
    return well
  }
}

/** Says that this is under way; what it belongs to is not sent before its end, nor if it fails. */
export function useWaiting(): (what: Promise<boolean>) => void {
  const waits = inject(waitsKey, undefined)
  return (what) => {
    waits?.add(what)
    void what.finally(() => waits?.delete(what))
  }
}

/** Says that the control at this pointer shows its own errors, as long as it is there. */
export function useClaim(pointer: () => string | undefined, claim: () => Claim) {
  const claims = inject(claimsKey, undefined)
  watch(
    [pointer, claim] as const,
    ([now, about], [before]) => {
      if (before && before !== now) claims?.delete(before)
      if (now) claims?.set(now, about)
    },
    { immediate: true },
  )
  onBeforeUnmount(() => claims?.delete(pointer() ?? ''))
}

/** Brings a field to the eye and its control under the keys. */
export function focusField(root: Element | null) {
  const control = root?.querySelector<HTMLElement>('[aria-invalid="true"], input, select, textarea, [tabindex], button')
  control?.focus()
  root?.scrollIntoView({ block: 'center' })
}

export interface FieldContext {
  id: string
  describedBy: string | undefined
  invalid: boolean
  required: boolean
  /** The control says what is wrong with its content, or that nothing is. */
  report: (fault: string | undefined) => void
}

export const fieldKey: InjectionKey<ComputedRef<FieldContext>> = Symbol('field')

/** Makes what a control finds wrong with its content the fault of its field. */
export function useFieldFault(fault: Ref<string | undefined>) {
  const field = inject(fieldKey, undefined)
  watch(fault, (it) => field?.value.report(it), { immediate: true })
}

/** Attributes that tie a control to its field's label, hint and error. */
export function useFieldAttributes() {
  const field = inject(fieldKey, undefined)
  return computed(() =>
    field
      ? {
          id: field.value.id,
          'aria-describedby': field.value.describedBy,
          'aria-invalid': field.value.invalid || undefined,
          'aria-required': field.value.required || undefined,
        }
      : {},
  )
}
