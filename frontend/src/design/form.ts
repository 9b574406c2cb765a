/** What a form tells its fields, and a field its control. */
import { computed, inject, type ComputedRef, type InjectionKey } from 'vue'
import type { Problem } from '@/api/problem'

export const formKey: InjectionKey<ComputedRef<Problem | undefined>> = Symbol('form')

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
