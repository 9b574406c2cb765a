//! An organisation enters the register: the form, its check, the rows and their journal entry.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::json;
use sqlx::PgConnection;
use utoipa::ToSchema;
use uuid::Uuid;

use super::profile::{UnitType, check_division};
use crate::core::calendar::CLOSING;
use crate::core::phone::Phone;
use crate::core::role::Role;
use crate::core::uscc::Uscc;
use crate::parties::fields::Fields;
use crate::platform::journal::{Audience, Entry, Subject};
use crate::platform::web::Problem;
use crate::platform::{Work, calendar, settings};
use crate::say;

/// Services of one agency: more than the catalogue has.
const MAX_SERVICES: usize = 300;

/// What an organisation registers as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum OrganisationKind {
    Agency,
    Client,
}

impl OrganisationKind {
    pub fn role(self) -> Role {
        match self {
            Self::Agency => Role::Agency,
            Self::Client => Role::Client,
        }
    }
}

/// The organisation's half of the registration form.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OrganisationForm {
    pub kind: OrganisationKind,
    /// Unified social credit code; lower case, spaces and full-width characters are understood.
    #[serde(default)]
    #[schema(required = true)]
    pub uscc: String,
    /// 2 to 200 characters.
    #[serde(default)]
    #[schema(required = true)]
    pub name: String,
    /// GB/T 2260.
    #[serde(default)]
    #[schema(required = true)]
    pub division_code: String,
    #[serde(default)]
    pub address: Option<String>,
    /// 1 to 50 characters.
    #[serde(default)]
    #[schema(required = true)]
    pub contact_name: String,
    /// Mobile number, or landline with its area code.
    #[serde(default)]
    #[schema(required = true)]
    pub contact_phone: String,
    #[serde(default)]
    pub email: Option<String>,
    #[serde(default)]
    pub legal_rep: Option<String>,
    #[serde(default)]
    pub intro: Option<String>,
    /// Of a client; follows from the code where that leaves no choice.
    #[serde(default)]
    pub unit_type: Option<UnitType>,
    /// Of an agency: codes of catalog items.
    #[serde(default)]
    pub services: Option<Vec<String>>,
    /// An agency must accept the pledge (告知承诺).
    #[serde(default)]
    pub pledge_accepted: Option<bool>,
}

/// A form found right.
pub struct NewOrganisation {
    pub kind: OrganisationKind,
    pub uscc: Uscc,
    pub name: String,
    pub division_code: String,
    pub address: String,
    pub contact_name: String,
    pub contact_phone: Phone,
    pub email: String,
    pub legal_rep: String,
    pub intro: String,
    pub unit_type: UnitType,
    pub services: Vec<String>,
}

/// Judges the form; `None` only when a field was refused.
pub async fn check(
    conn: &mut PgConnection,
    fields: &mut Fields,
    base: &str,
    form: &OrganisationForm,
) -> Result<Option<NewOrganisation>, sqlx::Error> {
    let at = |field: &str| format!("{base}/{field}");
    let uscc = fields.uscc(&at("uscc"), &form.uscc);
    let name = fields.name(&at("name"), &form.name, 2, 200);
    let division_code = check_division(conn, fields, &at("division_code"), &form.division_code).await?;
    let address = fields.line(&at("address"), form.address.as_deref().unwrap_or_default(), 200);
    let contact_name = fields.name(&at("contact_name"), &form.contact_name, 1, 50);
    let contact_phone = fields.phone(&at("contact_phone"), &form.contact_phone);
    let email = fields.email(&at("email"), form.email.as_deref().unwrap_or_default());
    let legal_rep = fields.line(&at("legal_rep"), form.legal_rep.as_deref().unwrap_or_default(), 50);
    let intro = fields.prose(&at("intro"), form.intro.as_deref().unwrap_or_default(), 2_000);
    let services = form.services.as_deref().unwrap_or_default();
    if form.kind == OrganisationKind::Agency {
        agency_only(conn, fields, base, form).await?;
    } else if !services.is_empty() {
        fields.refuse(at("services"), "not_for_clients", say!("委托人不登记服务事项", "a client offers no services"));
    }
    let unit_type = uscc.as_ref().map(|uscc| unit_type(fields, &at("unit_type"), form, uscc));
    let (Some(uscc), Some(contact_phone), Some(unit_type)) = (uscc, contact_phone, unit_type) else { return Ok(None) };
    Ok(Some(NewOrganisation {
        kind: form.kind,
        uscc,
        name,
        division_code,
        address,
        contact_name,
        contact_phone,
        email,
        legal_rep,
        intro,
        unit_type,
        services: services.to_vec(),
    }))
}

async fn agency_only(
    conn: &mut PgConnection,
    fields: &mut Fields,
    base: &str,
    form: &OrganisationForm,
) -> Result<(), sqlx::Error> {
    if form.pledge_accepted != Some(true) {
        fields.refuse(
            format!("{base}/pledge_accepted"),
            "pledge",
            say!("入驻须先阅读并接受承诺书", "an agency enters by accepting the pledge"),
        );
    }
    let services = form.services.as_deref().unwrap_or_default();
    if services.is_empty() {
        fields.refuse(
            format!("{base}/services"),
            "required",
            say!("请从目录中至少选择一个服务事项", "choose at least one service of the catalogue"),
        );
    }
    check_items(conn, fields, &format!("{base}/services"), services).await
}

/// Refuses codes that are not in the catalogue, and doubles.
pub async fn check_items(
    conn: &mut PgConnection,
    fields: &mut Fields,
    pointer: &str,
    codes: &[String],
) -> Result<(), sqlx::Error> {
    if codes.len() > MAX_SERVICES {
        let text = say!("最多 {MAX_SERVICES} 个服务事项", "at most {MAX_SERVICES} services");
        fields.refuse(pointer, "too_many", text);
        return Ok(());
    }
    let clean: Vec<String> = codes.iter().filter(|code| !code.contains('\0')).cloned().collect();
    let known =
        sqlx::query_scalar!("SELECT code FROM catalog_item WHERE code = ANY($1)", &clean).fetch_all(conn).await?;
    for (index, code) in codes.iter().enumerate() {
        if !known.contains(code) {
            fields.refuse(
                format!("{pointer}/{index}"),
                "unknown",
                say!(
                    "目录中没有这个服务事项，请从列表中选择",
                    "the catalogue has no such service; choose one of the list"
                ),
            );
        } else if codes.get(..index).is_some_and(|before| before.contains(code)) {
            let text = say!("服务事项 {code} 重复", "service {code} is listed twice");
            fields.refuse(format!("{pointer}/{index}"), "duplicate", text);
        }
    }
    Ok(())
}

fn unit_type(fields: &mut Fields, pointer: &str, form: &OrganisationForm, uscc: &Uscc) -> UnitType {
    let allowed = UnitType::allowed(uscc.org_type());
    let chosen = form.unit_type.or_else(|| allowed.first().copied()).unwrap_or(UnitType::Other);
    if form.kind == OrganisationKind::Client && !allowed.contains(&chosen) {
        let (zh, en) = (uscc.org_type().zh(), uscc.org_type().en());
        fields.refuse(
            pointer,
            "contradicts_uscc",
            say!(
                "与统一社会信用代码不符：该代码属于{zh}",
                "contradicts the unified social credit code, which is one of a {en}"
            ),
        );
    }
    chosen
}

/// Refuses an organisation that is on the register already.
///
/// # Errors
/// 409 `already_registered`.
pub async fn refuse_registered(conn: &mut PgConnection, new: &NewOrganisation) -> Result<(), Problem> {
    let known = sqlx::query!(
        "SELECT id, name
        FROM organisation
        WHERE kind = $1 AND uscc = $2",
        new.kind.role().as_str(),
        new.uscc.as_str(),
    )
    .fetch_optional(conn)
    .await?;
    known.map_or(Ok(()), |known| Err(already_registered(new, &known.name).with("organisation_id", json!(known.id))))
}

fn already_registered(new: &NewOrganisation, name: &str) -> Problem {
    let uscc = new.uscc.as_str();
    Problem::conflict(
        "already_registered",
        say!(
            "{uscc}（{name}）已经登记过。如果您有账号，请直接登录；没有账号，请联系本单位已登记的联系人，或请运营机构协助加入",
            "{uscc} ({name}) is registered already. Sign in if you have an account; otherwise ask your organisation's registered contact, or the operator, to let you join"
        ),
    )
}

/// Writes organisation, agency or client, and services.
///
/// # Errors
/// 409 `already_registered`.
pub async fn insert(work: &mut Work, at: DateTime<Utc>, new: &NewOrganisation) -> Result<Uuid, Problem> {
    let id = work.id(at);
    let phone = work.seal(new.contact_phone.reveal().as_bytes());
    let written = sqlx::query!(
        "INSERT INTO organisation (
            id, kind, uscc, name, division_code, address, contact_name, contact_phone, email, legal_rep, intro, created_at
        )
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        ON CONFLICT (kind, uscc) DO NOTHING",
        id,
        new.kind.role().as_str(),
        new.uscc.as_str(),
        new.name,
        new.division_code,
        new.address,
        new.contact_name,
        phone,
        new.email,
        new.legal_rep,
        new.intro,
        at,
    )
    .execute(work.db())
    .await?;
    if written.rows_affected() == 0 {
        return Err(already_registered(new, &new.name));
    }
    match new.kind {
        OrganisationKind::Agency => insert_agency(work, at, id, new).await?,
        OrganisationKind::Client => {
            sqlx::query!("INSERT INTO client (id, unit_type) VALUES ($1, $2)", id, new.unit_type.code())
                .execute(work.db())
                .await?;
        }
    }
    Ok(id)
}

/// Active at once (告知承诺 + 容缺); what is owed has its date, or waits for the calendar of its year.
async fn insert_agency(work: &mut Work, at: DateTime<Utc>, id: Uuid, new: &NewOrganisation) -> Result<(), Problem> {
    let days = settings::rules_in_force(work.db(), &new.division_code).await?.owed_item_days;
    let owed = calendar::load(work.db()).await?.count(at, days, CLOSING);
    sqlx::query!(
        "INSERT INTO agency
            (id, org_type, state, pledged_at, owed_due_at, owed_days, owed_missing_year, owed_provisional_years)
        VALUES ($1, $2, 'active', $3, $4, $5, $6, $7)",
        id,
        new.uscc.org_type().code(),
        at,
        owed.at,
        i16::try_from(days.0).ok().filter(|days| *days > 0),
        owed.unsettled.missing,
        &owed.unsettled.provisional,
    )
    .execute(work.db())
    .await?;
    sqlx::query!(
        "INSERT INTO agency_service (agency_id, item_code)
        SELECT $1, code
        FROM UNNEST($2::text[]) AS code",
        id,
        &new.services,
    )
    .execute(work.db())
    .await?;
    Ok(())
}

/// Writes the journal entry of an entry, under the new member.
pub async fn record(work: &mut Work, at: DateTime<Utc>, id: Uuid, new: &NewOrganisation) -> Result<(), sqlx::Error> {
    let mut public = json!({ "uscc": new.uscc, "name": new.name, "division_code": new.division_code });
    let kind = match new.kind {
        OrganisationKind::Agency => {
            public["org_type"] = json!(new.uscc.org_type());
            public["services"] = json!(new.services);
            "agency.registered"
        }
        OrganisationKind::Client => {
            public["unit_type"] = json!(new.unit_type);
            "client.registered"
        }
    };
    let subject = Subject { kind: new.kind.role().as_str(), id };
    let entry = Entry { kind, subject, about: vec![], audience: Audience::Public, public, private: None };
    work.record(at, entry).await?;
    Ok(())
}
