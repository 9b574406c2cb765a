/** Under which heading a rule stands; one that is new to these pages stands under the last. */
const GROUPS = {
  entry: ['notice_review', 'entry_check_days', 'notice_review_days', 'owed_item_days'],
  signup: [
    'signup_min_days_direct',
    'signup_min_days_draw',
    'signup_min_days_bid',
    'signup_min_days_merit',
    'republish_signup_min_days',
    'min_entrants_fiscal',
    'min_entrants_social',
    'min_entrants_merit',
    'min_entrants_direct',
    'second_failure_relief',
    'withdraw_before_deadline',
    'questions_close_days',
  ],
  after: ['publicity_days', 'confirm_award_days', 'contract_sign_days', 'contract_file_days', 'review_days', 'review_hard_stop_days', 'rating_days'],
  money: ['service_limit_fen', 'service_warn_percent', 'direct_cap_fen', 'split_days'],
  bids: [
    'low_price_percent_of_ceiling',
    'low_price_percent_under_mean',
    'auction_quiet_minutes',
    'auction_step_percent',
    'auction_step_min_fen',
    'reference_percents',
    'trim_from_quotes',
  ],
  other: ['long_list', 'short_list', 'reds_before_suspension', 'red_window_months'],
} as const

type Group = keyof typeof GROUPS

export function inGroups(keys: readonly string[]): { name: Group; keys: string[] }[] {
  const known = Object.entries(GROUPS) as [Group, readonly string[]][]
  const places = known.map(([name, listed]) => ({ name, keys: listed.filter((it) => keys.includes(it)) }))
  const listed = new Set(known.flatMap(([, it]) => it))
  places[places.length - 1]?.keys.push(...keys.filter((it) => !listed.has(it)))
  return places.filter((it) => it.keys.length > 0)
}
