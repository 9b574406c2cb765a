//! What waits for the operating side: the operator acts, the supervisor sees what is overdue, the admin keeps the calendar.

use std::collections::{BTreeSet, HashMap};

use chrono::{Datelike, TimeDelta};
use sqlx::PgConnection;

use super::desk::{Desk, Due, Task};
use super::kind::WorkKind;
use super::{agency, beacon, client, store, store_staff};
use crate::core::calendar::cst;
use crate::core::rules::Rules;
use crate::core::state::PaymentState;
use crate::platform::settings;
use crate::platform::web::Problem;
use crate::reach::links;
use crate::say;

/// Deadlines of what begins today may fall so far ahead: the calendar must know those days.
const HORIZON: TimeDelta = TimeDelta::days(60);
/// How long an opening may take before it is said to wait.
const OPENING: TimeDelta = TimeDelta::minutes(1);

pub(super) async fn operator(conn: &mut PgConnection, desk: &mut Desk) -> Result<(), Problem> {
    for task in reviews_and_checks(conn, desk).await? {
        desk.put(task);
    }
    for applied in store_staff::applied_assessors(conn).await? {
        let employer = &applied.employer;
        desk.put(Task {
            kind: WorkKind::DecideAssessor,
            text: say!("{employer}，申请入评审专家库。", "{employer}; wants to join the pool of assessors."),
            title: applied.name,
            due: None,
            link: links::ASSESSORS.to_owned(),
        });
    }
    unopened(conn, desk).await?;
    beacon::fill(conn, desk, None, None).await?;
    calendar(conn, desk).await?;
    Ok(())
}

/// Rounds that should have been opened by now: the key is missing, or something is wrong with it.
async fn unopened(conn: &mut PgConnection, desk: &mut Desk) -> Result<(), sqlx::Error> {
    for round in store_staff::unopened(conn, desk.now() - OPENING).await? {
        let key = round.opening_key.unwrap_or_default();
        desk.put(Task {
            kind: WorkKind::OpenSealed,
            title: round.project_name,
            text: say!(
                "报名已截止，密封内容尚未启封：没有可用的开启密钥 {key}。请把密钥文件放回数据目录的 keys 中（或恢复开启命令），随后自动继续；原因可运行 jishi keys test 查看。",
                "Sign-up is closed and what was sealed is not opened: the opening key {key} cannot be used. Put its file back into keys in the data directory (or mend the opening command), and things go on by themselves; jishi keys test says what is wrong."
            ),
            due: Some(Due::firm(round.due_at)),
            link: links::notice(round.notice_id),
        });
    }
    Ok(())
}

/// Everything whose time is over, whoever should have acted.
pub(super) async fn supervisor(conn: &mut PgConnection, desk: &mut Desk) -> Result<(), Problem> {
    for task in reviews_and_checks(conn, desk).await? {
        desk.put_overdue(task);
    }
    for contract in store::open_contracts(conn, None, None, desk.now()).await? {
        let by_client = client::of_contract(desk, &contract);
        // Where both sides are late to confirm, it is one matter.
        if let Some(mut task) = by_client.or_else(|| agency::of_contract(desk, &contract)) {
            let (one, other) = (&contract.client_name, &contract.agency_name);
            task.text = say!("{one}与{other}：已超过期限。", "{one} and {other}: the time is over.");
            desk.put_overdue(task);
        }
    }
    for handed_in in store::handed_in(conn, None).await? {
        let mut task = client::to_accept(desk, &handed_in);
        let who = &handed_in.client_name;
        task.text = say!("{who}逾期未验收成果。", "{who} has not decided on the result in time.");
        desk.put_overdue(task);
    }
    for payment in store::payments(conn, PaymentState::Disputed, None, None).await? {
        let task = client::disputed(desk, &payment);
        desk.put_overdue(task);
    }
    Ok(())
}

pub(super) async fn admin(conn: &mut PgConnection, desk: &mut Desk) -> Result<(), Problem> {
    unopened(conn, desk).await?;
    calendar(conn, desk).await?;
    Ok(())
}

/// Notices to review and agencies to check, each within the days its division sets.
async fn reviews_and_checks(conn: &mut PgConnection, desk: &Desk) -> Result<Vec<Task>, Problem> {
    let mut tasks = Vec::new();
    let mut known = HashMap::new();
    for notice in store_staff::to_review(conn).await? {
        let days = rules(conn, &mut known, &notice.division_code).await?.notice_review_days;
        let client = &notice.client_name;
        tasks.push(Task {
            kind: WorkKind::ReviewNotice,
            text: say!("{client} 提交的公告待审核。", "Submitted by {client}; it waits for review."),
            title: notice.project_name,
            due: desk.after(notice.submitted_at, days),
            link: links::notice(notice.notice_id),
        });
    }
    for agency in store_staff::to_check(conn).await? {
        let days = rules(conn, &mut known, &agency.division_code).await?.entry_check_days;
        tasks.push(Task {
            kind: WorkKind::CheckAgency,
            title: agency.name,
            text: if agency.corrected {
                say!(
                    "机构已更正登记内容，待再次核对。",
                    "The agency has corrected its entry; it waits for another form check."
                )
            } else {
                say!("新入驻机构，登记内容待核对。", "A new agency; its entry waits for the form check.")
            },
            due: desk.after(agency.since, days),
            link: links::agency(agency.id),
        });
    }
    Ok(tasks)
}

async fn rules<'a>(
    conn: &mut PgConnection,
    known: &'a mut HashMap<String, Rules>,
    division_code: &str,
) -> Result<&'a Rules, Problem> {
    if !known.contains_key(division_code) {
        let rules = settings::rules_in_force(conn, division_code).await?;
        known.insert(division_code.to_owned(), rules);
    }
    known.get(division_code).ok_or_else(|| Problem::internal(&"rules just read are gone"))
}

/// Years that deadlines wait for or may reach into, and that are not known, or only provisionally.
async fn calendar(conn: &mut PgConnection, desk: &mut Desk) -> Result<(), sqlx::Error> {
    let years = store_staff::years(conn).await?;
    let waiting = store_staff::waiting(conn).await?;
    let year = |at: chrono::DateTime<chrono::Utc>| at.with_timezone(&cst()).year();
    let mut needed: BTreeSet<i32> = (year(desk.now())..=year(desk.now() + HORIZON)).collect();
    needed.extend(waiting.keys());
    for needed in needed {
        let count = waiting.get(&needed).copied().unwrap_or_default();
        let text = match years.iter().find(|(year, _)| *year == needed) {
            None if count > 0 => say!(
                "尚未载入 {needed} 年工作日历，{count} 项期限正在等待它，载入后立即计算。",
                "The working days of {needed} are not loaded; {count} deadlines wait for them and are computed at once then."
            ),
            None => say!(
                "尚未载入 {needed} 年工作日历，落在该年的期限无法计算。",
                "The working days of {needed} are not loaded; deadlines that fall into it cannot be computed."
            ),
            Some((_, true)) => say!(
                "{needed} 年只有临时日历，按它计算的期限会注明，正式日历载入后重新计算。",
                "{needed} has a provisional calendar only; deadlines computed with it say so and are computed again."
            ),
            Some((_, false)) => continue,
        };
        let title = say!("{needed} 年工作日历", "Working days of {needed}");
        desk.put_titled(WorkKind::LoadCalendar, &title, text, links::CALENDAR.to_owned());
    }
    Ok(())
}
