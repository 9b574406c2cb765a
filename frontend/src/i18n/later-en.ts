import { bySlice } from './by-slice'

export default bySlice(import.meta.glob('../*/messages/later.en.json', { eager: true, import: 'default' }))
