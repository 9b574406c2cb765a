/** What a form tells its fields, and a field its control. */
import { computed, inject, onBeforeUnmount, watch, type ComputedRef, type InjectionKey } from 'vue'
import type { Problem } from '@/api/problem'

export const formKey: InjectionKey<ComputedRef<Problem | undefined>> = Symbol('form')

/** Pointers whose errors some field of the form shows; what no field shows, the form lists. */
export const claimsKey: InjectionKey<Set<string>> = Symbol('claims')

/** Says that the control at this pointer shows its own errors, as long as it is there. */
export function useClaim(pointer: () => string | undefined) {
  const claims = inject(claimsKey, undefined)
  watch(
    pointer,
    (now, before) => {
      if (before) claims?.delete(before)
      if (now) claims?.add(now)
    },
    { immediate: true },
  )
  onBeforeUnmount(() => claims?.delete(pointer() ?? ''))
}

export interface FieldContext {
  id: string
  describedBy: string | undefined
  invalid: boolean
  required: boolean
}

export const fieldKey: InjectionKey<ComputedRef<FieldContext>> = Symbol('field')

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
