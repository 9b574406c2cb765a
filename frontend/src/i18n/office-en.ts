import { bySlice } from './by-slice'

export default bySlice(import.meta.glob('../*/messages/office.en.json', { eager: true, import: 'default' }))
