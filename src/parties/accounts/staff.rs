//! People of the operating side, made on the command line: `jishi admin add-operator --login … --name …`.

use sqlx::PgConnection;
use uuid::Uuid;

use super::model::PersonView;
use super::{password, store};
use crate::core::role::Role;
use crate::parties::fields::Fields;
use crate::platform::journal::{Audience, Entry, Subject};
use crate::platform::passwords::Hashed;
use crate::platform::rng;
use crate::platform::web::Problem;
use crate::platform::{Actor, App, Work};
use crate::say;

/// Letters and digits that nobody mixes up when reading them aloud.
const READABLE: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// Whom to add.
pub struct NewStaff {
    pub role: Role,
    pub login: String,
    pub name: String,
    /// One is made when none is given. Somebody who has an account keeps their password.
    pub password: Option<String>,
}

/// Who was added.
#[derive(Debug)]
pub struct AddedStaff {
    pub person_id: Uuid,
    pub login: String,
    /// To be shown once: the password that was made.
    pub made_password: Option<String>,
}

/// Adds a member of the operating side, to a new person or to one who has an account. Operator, supervisor and
/// administrator are separate hands (三员分立): nobody holds two.
///
/// # Errors
/// 422 with every wrong field; 409 `separate_hands`, `already_member`.
pub async fn add_staff(app: &App, new: NewStaff) -> Result<AddedStaff, Problem> {
    if !new.role.is_staff() {
        return Err(Problem::wrong_role(&[Role::Desk, Role::Operator, Role::Supervisor, Role::Admin]));
    }
    let mut work = app.begin(Actor::System("admin")).await?;
    let login = password::normal_login(&new.login);
    let known = store::credentials(work.db(), &login).await?.map(|it| it.person_id);
    drop(work);
    let (password, made) = match (known, new.password) {
        (Some(_), _) => (None, None),
        (None, Some(password)) => (Some(password), None),
        (None, None) => {
            let mut work = app.begin(Actor::System("admin")).await?;
            let made = make_password(&mut work);
            (Some(made.clone()), Some(made))
        }
    };
    let mut fields = Fields::default();
    let login = password::login(&mut fields, "/login", &login);
    let name = fields.name("/name", &new.name, 1, 50);
    if let Some(password) = &password {
        password::choose(&mut fields, "/password", password, &login);
    }
    fields.finish()?;
    let hashed = match password {
        Some(password) => Some(app.passwords().hash(password).await?),
        None => None,
    };
    let mut work = app.begin(Actor::System("admin")).await?;
    let person_id = write(&mut work, new.role, &login, name, known, hashed.as_ref()).await?;
    work.commit().await?;
    Ok(AddedStaff { person_id, login, made_password: made })
}

async fn write(
    work: &mut Work,
    role: Role,
    login: &str,
    name: String,
    known: Option<Uuid>,
    hashed: Option<&Hashed>,
) -> Result<Uuid, Problem> {
    let at = work.now().await?;
    let person_id = match (known, hashed) {
        (None, Some(hashed)) => {
            let person = PersonView { id: work.id(at), name, login: login.to_owned() };
            if !store::insert_person(work.db(), &person, hashed.as_str(), at).await? {
                return Err(Problem::conflict(
                    "login_taken",
                    say!("登录名 {login} 刚被占用，请重试", "the login {login} was taken this moment; try again"),
                ));
            }
            person.id
        }
        (Some(id), _) => id,
        (None, None) => return Err(Problem::internal(&"a new person has a password")),
    };
    refuse_second_hand(work.db(), person_id, role).await?;
    let membership_id = work.id(at);
    let written = store::insert_membership(work.db(), membership_id, person_id, None, role, at).await;
    if let Err(sqlx::Error::Database(cause)) = &written
        && cause.is_unique_violation()
    {
        return Err(separate_hands());
    }
    written?;
    let entry = Entry {
        kind: "staff.added",
        subject: Subject { kind: "membership", id: membership_id },
        about: vec![],
        audience: Audience::Parties,
        public: serde_json::json!({ "role": role }),
        private: Some(serde_json::json!({ "person_id": person_id })),
    };
    work.record(at, entry).await?;
    Ok(person_id)
}

/// Says before the index does what it would refuse.
async fn refuse_second_hand(conn: &mut PgConnection, person_id: Uuid, role: Role) -> Result<(), Problem> {
    let held = store::memberships(conn, person_id).await?;
    if held.iter().any(|it| it.role == role) {
        return Err(Problem::conflict(
            "already_member",
            say!("此人已有这个身份", "this person holds that role already"),
        ));
    }
    let hand = |role| matches!(role, Role::Operator | Role::Supervisor | Role::Admin);
    if hand(role) && held.iter().any(|it| hand(it.role)) { Err(separate_hands()) } else { Ok(()) }
}

fn separate_hands() -> Problem {
    Problem::conflict(
        "separate_hands",
        say!(
            "三员分立：运营、监督、系统管理不能由同一人兼任，请另建账号给另一个人",
            "operator, supervisor and administrator are separate hands: give the role to another person"
        ),
    )
}

/// 20 characters in groups of five: 100 bits.
fn make_password(work: &mut Work) -> String {
    let bytes: [u8; 20] = rng::bytes(work.rng());
    let letters: Vec<char> =
        bytes.iter().filter_map(|b| READABLE.get(usize::from(b % 32))).map(|&b| char::from(b)).collect();
    letters.chunks(5).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}
