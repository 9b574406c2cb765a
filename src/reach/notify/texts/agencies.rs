//! The register.

use super::params::Params;
use super::{joined, nothing, unsettled};
use crate::core::role::Role;
use crate::core::text::Text;
use crate::say;

pub(super) fn render(kind: &str, params: &Params<'_>) -> Option<(Text, Text)> {
    let name = params.text("name");
    Some(match kind {
        "agency.registered" if params.reads_as(Role::Operator) => (
            say!("新入驻机构待核对：{name}", "New agency to check: {name}"),
            say!(
                "机构入驻即可报名；请在期限内核对登记内容和证书。",
                "It may sign up at once; check its entry and certificates in time."
            ),
        ),
        "agency.registered" => (
            say!("{name} 已入驻", "{name} is on the register"),
            say!(
                "现在就可以报名。请在期限内补交证书扫描件，并等待运营机构核对登记内容。",
                "You may sign up now. Hand in the scans that are owed in time; the operator will check the entry."
            ),
        ),
        "client.registered" => (
            say!("{name} 已登记为委托人", "{name} is registered as a client"),
            say!("现在可以发布采购公告。", "You can publish procurement notices now."),
        ),
        "agency.checked" => (
            say!("登记内容核对通过", "Your entry has passed the form check"),
            say!("所登记的服务事项均可报名。", "All your services are open for sign-up."),
        ),
        "agency.check_failed" => (
            say!("登记内容核对未通过", "Your entry has not passed the form check"),
            joined([
                params.reason(),
                if params.text("state") == "suspended" {
                    say!("更正之前暂停报名。", "Sign-up is suspended until it is corrected.")
                } else {
                    nothing()
                },
                say!(
                    "请在「机构资料」中查看原因并更正，更正后会再次核对。",
                    "See the reason in your profile and correct it; it will be checked again."
                ),
            ]),
        ),
        "agency.owed_date_recomputed" => (
            say!("入驻材料补交期限更新", "New date for what is owed"),
            joined([
                match params.when("owed_due_at") {
                    Some(at) => say!(
                        "工作日历已载入，请在 {at} 之前补交入驻时容缺的证书扫描件。",
                        "The working-day calendar has been loaded; hand in the scans that are owed before {at}."
                    ),
                    None => nothing(),
                },
                unsettled(params),
            ]),
        ),
        "agency.suspended" => (
            say!("{name} 被暂停报名", "{name} may not sign up"),
            say!(
                "运营机构核对登记内容时对其身份存疑，核对通过前暂停报名。",
                "The operator's form check doubts its identity; sign-up is suspended until a check passes."
            ),
        ),
        "agency.reinstated" => (
            say!("{name} 恢复报名", "{name} may sign up again"),
            say!("运营机构已核实其身份。", "The operator has verified its identity."),
        ),
        _ => return None,
    })
}
