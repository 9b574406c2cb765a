//! What agencies and clients have in common: who they are and how they are reached.

use serde::Deserialize;
use serde_json::{Map, Value, json};
use sqlx::PgConnection;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::core::coded::coded;
use crate::core::phone::Phone;
use crate::core::role::Role;
use crate::core::uscc::OrgType;
use crate::parties::fields::Fields;
use crate::platform::actor::{Actor, not_yours};
use crate::platform::web::{IfMatch, Problem};
use crate::platform::{Work, divisions};
use crate::say;

coded! {
    /// The kind of unit that a client is. The `CHECK` of `client.unit_type` lists the same codes.
    pub enum UnitType {
        /// 机关
        Government => "government", "机关", "government body";
        /// 事业单位
        Institution => "institution", "事业单位", "public institution";
        /// 国有企业
        StateCompany => "state_company", "国有企业", "state-owned company";
        /// 民营企业
        PrivateCompany => "private_company", "民营企业", "private company";
        /// 村（居）民委员会、集体经济组织
        VillageCommittee => "village_committee", "村（居）组织", "village or residents' organisation";
        /// 社会组织
        SocialOrganisation => "social_organisation", "社会组织", "social organisation";
        /// Any other.
        Other => "other", "其他", "other";
    }
}

impl UnitType {
    /// What the code of the organisation leaves open (domain.md §12.1); the first is taken when none is named.
    pub fn allowed(org: OrgType) -> &'static [UnitType] {
        match org {
            OrgType::Government => &[UnitType::Government],
            OrgType::Institution => &[UnitType::Institution],
            OrgType::Enterprise => &[UnitType::PrivateCompany, UnitType::StateCompany],
            OrgType::IndividualBusiness | OrgType::LawFirm => &[UnitType::PrivateCompany, UnitType::Other],
            OrgType::ResidentsCommittee => &[UnitType::VillageCommittee],
            OrgType::CollectiveEconomy | OrgType::FarmersCooperative => &[UnitType::VillageCommittee, UnitType::Other],
            OrgType::MassOrganisation | OrgType::SocialGroup | OrgType::PrivateNonEnterprise | OrgType::Foundation => {
                &[UnitType::SocialOrganisation, UnitType::Other]
            }
            _ => UnitType::ALL,
        }
    }
}

/// What its own people may change of an organisation; what is not sent stays.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProfileChange {
    /// 2 to 200 characters.
    pub name: Option<String>,
    /// At most 200 characters.
    pub address: Option<String>,
    /// 1 to 50 characters.
    pub contact_name: Option<String>,
    /// Mobile number, or landline with its area code.
    pub contact_phone: Option<String>,
    pub email: Option<String>,
    /// At most 50 characters.
    pub legal_rep: Option<String>,
    /// At most 2,000 characters.
    pub intro: Option<String>,
    /// GB/T 2260.
    pub division_code: Option<String>,
}

/// The row as it stands, locked.
pub struct Locked {
    pub name: String,
    pub division_code: String,
    pub address: String,
    pub contact_name: String,
    pub email: String,
    pub legal_rep: String,
    pub intro: String,
    pub version: i32,
}

/// Locks an organisation of this kind.
///
/// # Errors
/// 404.
pub async fn lock(work: &mut Work, id: Uuid, role: Role) -> Result<Locked, Problem> {
    let row = sqlx::query_as!(
        Locked,
        "SELECT name, division_code, address, contact_name, email, legal_rep, intro, version
        FROM organisation
        WHERE id = $1 AND kind = $2
        FOR UPDATE",
        id,
        role.as_str(),
    )
    .fetch_optional(work.db())
    .await?;
    row.ok_or_else(|| no_organisation(role))
}

pub fn no_organisation(role: Role) -> Problem {
    match role {
        Role::Client => Problem::not_found(say!("没有这个委托人", "there is no such client")),
        _ => Problem::not_found(say!("没有这家中介机构", "there is no such agency")),
    }
}

/// Passes the organisation's own people.
///
/// # Errors
/// 401, 403.
pub fn require_own(actor: &Actor, id: Uuid, role: Role) -> Result<(), Problem> {
    if actor.organisation(role)? == id { Ok(()) } else { Err(not_yours()) }
}

/// Marks a change that has no other effect on the row, so that another editor notices.
pub async fn bump(conn: &mut PgConnection, id: Uuid) -> Result<(), sqlx::Error> {
    sqlx::query!("UPDATE organisation SET version = version + 1 WHERE id = $1", id).execute(conn).await?;
    Ok(())
}

/// Refuses a code that is not in the table of divisions.
pub async fn check_division(
    conn: &mut PgConnection,
    fields: &mut Fields,
    pointer: &str,
    code: &str,
) -> Result<String, sqlx::Error> {
    let code = crate::core::text::code(code);
    if code.is_empty() {
        fields.refuse(pointer, "required", say!("必填，请选择所在区划", "required; choose the division"));
    } else if divisions::path(conn, &code).await?.is_empty() {
        fields.refuse(
            pointer,
            "unknown",
            say!("没有这个区划代码，请从列表中选择", "there is no such division; choose one of the list"),
        );
    }
    Ok(code)
}

/// Changes the profile; returns the public fields that changed, new values by name, or `None` when none did.
///
/// # Errors
/// 401, 403, 404, 412, 422, 428.
pub async fn change(
    work: &mut Work,
    id: Uuid,
    role: Role,
    seen: IfMatch,
    change: ProfileChange,
) -> Result<Option<Map<String, Value>>, Problem> {
    require_own(work.actor(), id, role)?;
    let old = lock(work, id, role).await?;
    seen.check(old.version)?;
    let mut fields = Fields::default();
    let phone = change.contact_phone.as_deref().map(|it| fields.phone("/contact_phone", it));
    let new = Locked {
        name: change.name.map_or_else(|| old.name.clone(), |it| fields.name("/name", &it, 2, 200)),
        address: change.address.map_or_else(|| old.address.clone(), |it| fields.line("/address", &it, 200)),
        contact_name: change
            .contact_name
            .map_or_else(|| old.contact_name.clone(), |it| fields.name("/contact_name", &it, 1, 50)),
        email: change.email.map_or_else(|| old.email.clone(), |it| fields.email("/email", &it)),
        legal_rep: change.legal_rep.map_or_else(|| old.legal_rep.clone(), |it| fields.line("/legal_rep", &it, 50)),
        intro: change.intro.map_or_else(|| old.intro.clone(), |it| fields.prose("/intro", &it, 2_000)),
        division_code: match change.division_code {
            Some(code) => check_division(work.db(), &mut fields, "/division_code", &code).await?,
            None => old.division_code.clone(),
        },
        version: old.version,
    };
    fields.finish()?;
    let phone_changed = write(work, id, &new, phone.flatten()).await?;
    if old.name != new.name || old.legal_rep != new.legal_rep {
        identity_changed(work, id, &old.legal_rep).await?;
    }
    let changed = differences(&old, &new, phone_changed);
    Ok(if changed.is_empty() { None } else { Some(changed) })
}

/// Writes the row; true when the phone was written anew.
async fn write(work: &mut Work, id: Uuid, new: &Locked, phone: Option<Phone>) -> Result<bool, sqlx::Error> {
    let sealed = phone.map(|phone| work.seal(phone.reveal().as_bytes()));
    sqlx::query!(
        "UPDATE organisation
        SET name = $2, division_code = $3, address = $4, contact_name = $5, contact_phone = COALESCE($6, contact_phone),
            email = $7, legal_rep = $8, intro = $9, version = version + 1
        WHERE id = $1",
        id,
        new.name,
        new.division_code,
        new.address,
        new.contact_name,
        sealed.as_deref(),
        new.email,
        new.legal_rep,
        new.intro,
    )
    .execute(work.db())
    .await?;
    Ok(sealed.is_some())
}

/// Who it is has changed: the operator looks at an agency again, and a tie by its former representative stays known.
async fn identity_changed(work: &mut Work, id: Uuid, former: &str) -> Result<(), sqlx::Error> {
    let at = work.now().await?;
    sqlx::query!(
        "INSERT INTO former_legal_rep (organisation_id, name, until)
        SELECT $1, $2, $3
        WHERE $2 <> ''
        ON CONFLICT (organisation_id, name) DO UPDATE
        SET until = EXCLUDED.until",
        id,
        former,
        at,
    )
    .execute(work.db())
    .await?;
    sqlx::query!("UPDATE agency SET checked_at = NULL WHERE id = $1", id).execute(work.db()).await?;
    Ok(())
}

/// For the journal: values where they are public, only the fact where a person could be reached by them.
fn differences(old: &Locked, new: &Locked, phone_changed: bool) -> Map<String, Value> {
    let public = [
        ("name", &old.name, &new.name),
        ("division_code", &old.division_code, &new.division_code),
        ("address", &old.address, &new.address),
        ("legal_rep", &old.legal_rep, &new.legal_rep),
        ("intro", &old.intro, &new.intro),
    ];
    let changed = public.into_iter().filter(|(_, old, new)| old != new);
    let mut found: Map<String, Value> =
        changed.map(|(key, old, new)| (key.to_owned(), json!({ "from": old, "to": new }))).collect();
    let contact = phone_changed || old.contact_name != new.contact_name || old.email != new.email;
    if contact {
        found.insert("contact".to_owned(), json!(true));
    }
    found
}
