//! Who keeps choosing whom, and whether a purchase was split (domain.md §7.1): what a client sees before it picks and everybody after.

use chrono::{DateTime, Days, Months, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::core::calendar::cst;
use crate::core::money::Fen;
use crate::core::pairs::{self, Concentration, PastPurchase, Split};
use crate::core::text::Text;
use crate::platform::Work;
use crate::platform::web::language;
use crate::procurement::awards::{PastAwards, past_awards};
use crate::procurement::rounds::{Round, facts};
use crate::say;

/// Further back nobody's purchases are; rounds whose rules were frozen before settings had a range may say more.
const MOST_DAYS: u32 = 36_500;

/// A look at a client's past at one instant.
pub(super) struct Past {
    awards: PastAwards,
    today: NaiveDate,
}

impl Past {
    /// Far enough back for the concentration (12 months) and the rules' `split_days`.
    pub async fn read(work: &mut Work, round: &Round, at: DateTime<Utc>) -> Result<Self, sqlx::Error> {
        let days = u64::from(round.rules().split_days.min(MOST_DAYS));
        let year_ago = at.checked_sub_months(Months::new(12)).unwrap_or(at);
        // A day more, because days begin at midnight in China.
        let from = at.checked_sub_days(Days::new(days)).map_or(year_ago, |from| from.min(year_ago));
        let from = from.checked_sub_days(Days::new(1)).unwrap_or(from);
        let awards = past_awards(work.db(), round.client_id, from).await?;
        Ok(Self { awards, today: at.with_timezone(&cst()).date_naive() })
    }

    /// How much of it went to this agency.
    pub fn concentration(&self, agency_id: Uuid) -> Concentration {
        pairs::concentration(&self.awards.awards(), agency_id, self.today)
    }

    /// Whether a purchase of the round's items for `amount` looks split under the cap of direct selection.
    pub async fn splits(
        &self,
        work: &mut Work,
        round: &Round,
        amount: Fen,
    ) -> Result<Option<SplitWarning>, sqlx::Error> {
        let items = facts(work.db(), round.id, round.client_id).await?.items;
        let (codes, rules) = (items.iter().map(|(code, _)| code.clone()).collect(), round.rules());
        let new = PastPurchase { items: codes, amount, on: self.today };
        let cap = rules.direct_cap(round.failures());
        let found = pairs::splits(&self.awards.direct_purchases(), &new, rules.split_days, cap);
        let text = |split: &Split| {
            let name = items.iter().find(|(code, _)| *code == split.item_code).map_or("", |(_, name)| name);
            let (days, purchases, sum) = (rules.split_days, split.purchases, split.sum_fen);
            say!(
                "「{name}」{days} 日内第 {purchases} 次直接选取，合计 {sum}，超过上限 {cap}，疑似化整为零",
                "“{name}”: direct selection no. {purchases} within {days} days, {sum} in all, over the cap of {cap}; it looks split"
            )
        };
        let texts: Vec<Text> = found.iter().map(text).collect();
        Ok((!found.is_empty()).then(|| SplitWarning {
            text: texts.iter().map(|text| text.pick(language())).collect::<Vec<_>>().join("；"),
            cap_fen: cap,
            days: rules.split_days,
            findings: found,
        }))
    }
}

/// Purchases of the same client and item that together cross the cap which each alone stays under.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct SplitWarning {
    /// What it looks like, in the request's language.
    pub text: String,
    /// The cap of direct selection in this round.
    pub cap_fen: Fen,
    /// Calendar days over which purchases are added up.
    pub days: u32,
    /// Per item.
    pub findings: Vec<Split>,
}
