import { bySlice } from './by-slice'

export default bySlice(import.meta.glob('../*/messages/later.zh-CN.json', { eager: true, import: 'default' }))
