//! The winner has confirmed: its contract is drafted from notice and award.

use chrono::{DateTime, Utc};
use serde_json::json;
use uuid::Uuid;

use super::record::record;
use super::store::{self, Source};
use crate::platform::Work;
use crate::platform::journal::Audience;
use crate::platform::web::Problem;

/// What stands in a draft until the parties agree on something else. Thirty days from delivery is the term of public
/// clients under the regulation on payments to small and medium-sized enterprises (保障中小企业款项支付条例).
const PAYMENT_TERMS: &str = "服务成果经委托人验收合格后 30 日内，委托人凭中介机构开具的发票一次性付清合同价款。";

/// Drafts the contract of an award, once; both sides may change the draft, all but its price. Gives its id.
pub async fn draft(work: &mut Work, at: DateTime<Utc>, award_id: Uuid) -> Result<Uuid, Problem> {
    let source = store::source(work.db(), award_id).await?;
    let id = work.id(at);
    let (code, name, content) = (code(&source.award_code), name(&source), content(&source));
    store::insert(work.db(), id, award_id, [&code, &name, &content, PAYMENT_TERMS]).await?;
    let row = store::find(work.db(), id).await?.ok_or_else(super::open::no_contract)?;
    record(work, at, &row, "contract.drafted", Audience::Public, json!({}), None).await?;
    Ok(id)
}

/// The award's code with the contract's prefix (domain.md §12.5).
fn code(award_code: &str) -> String {
    format!("HT-{}", award_code.strip_prefix("ZX-").unwrap_or(award_code))
}

fn name(source: &Source) -> String {
    const ENDING: &str = "服务合同";
    // As many characters as a contract's name takes.
    let project: String = source.project_name.chars().take(super::change::NAME - ENDING.chars().count()).collect();
    format!("{project}{ENDING}")
}

fn content(source: &Source) -> String {
    let mut content = source.service_content.clone();
    if !source.service_time_note.is_empty() {
        content = format!("{content}\n服务时限：{}", source.service_time_note);
    }
    if content.trim().is_empty() { source.project_name.clone() } else { content.trim().to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_says_what_notice_and_award_say() {
        let source = Source {
            award_code: "ZX-433101-20261123-0001-R2".into(),
            project_name: "乾州古城排水改造测绘".into(),
            service_content: "地形图测绘".into(),
            service_time_note: "20 个工作日".into(),
        };
        assert_eq!(code(&source.award_code), "HT-433101-20261123-0001-R2");
        assert_eq!(name(&source), "乾州古城排水改造测绘服务合同");
        assert_eq!(content(&source), "地形图测绘\n服务时限：20 个工作日");
        let bare = Source { service_content: String::new(), service_time_note: String::new(), ..source };
        assert_eq!(content(&bare), "乾州古城排水改造测绘");
    }
}
