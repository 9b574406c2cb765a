import { bySlice } from './by-slice'

export default bySlice(import.meta.glob('../*/messages/office.zh-CN.json', { eager: true, import: 'default' }))
