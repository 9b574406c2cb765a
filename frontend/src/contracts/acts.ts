/** What every act on a contract shares: the answer is the contract itself, and other pages hear of it. */
import { useQueryCache } from '@pinia/colada'
import { useSubmit } from '@/api/submit'
import type { Schema } from '@/api/types'
import { toast } from '@/design/toast'

export type Contract = Schema<'Contract'>

export function useAct<Args extends unknown[]>(id: string, act: (key: string, ...args: Args) => Promise<Contract>, done: (contract: Contract) => string) {
  const cache = useQueryCache()
  return useSubmit(async (key: string, ...args: Args) => {
    const contract = await act(key, ...args)
    cache.setQueryData(['contract', id], contract)
    for (const it of [['contracts'], ['history', id], ['work-list'], ['notice', contract.notice.id], ['ledger']]) void cache.invalidateQueries({ key: it })
    toast(done(contract))
    return contract
  })
}
