//! The one error of the API: RFC 9457 problem+json, in the language of the request.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::{Map, Value, json};
use utoipa::ToSchema;

use crate::core::role::Role;
use crate::core::state::IllegalTransition;
use crate::core::text::Text;
use crate::platform::web::language;
use crate::say;

/// Why a request was refused, or failed.
#[derive(Debug, Clone)]
pub struct Problem(Box<Inner>);

#[derive(Debug, Clone)]
struct Inner {
    status: StatusCode,
    code: &'static str,
    detail: Text,
    errors: Vec<FieldError>,
    members: Map<String, Value>,
}

/// What is wrong with one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// JSON pointer into the request body: `/organisation/uscc`.
    pub pointer: String,
    /// Stable word for programs: `check_digit`.
    pub code: &'static str,
    pub text: Text,
}

/// A field error as sent.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProblemField {
    pub pointer: String,
    pub code: &'static str,
    pub detail: String,
}

impl From<&FieldError> for ProblemField {
    fn from(error: &FieldError) -> Self {
        Self { pointer: error.pointer.clone(), code: error.code, detail: error.text.pick(language()).to_owned() }
    }
}

/// problem+json as sent; members beyond these explain a particular problem.
#[derive(Serialize, ToSchema)]
pub struct ProblemBody {
    /// `/problems/{code}`, stable.
    pub r#type: String,
    pub title: String,
    pub status: u16,
    /// What happened and what would be right, for people, in the request's language.
    pub detail: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<ProblemField>,
    #[serde(flatten)]
    pub members: Map<String, Value>,
}

impl FieldError {
    pub fn new(pointer: impl Into<String>, code: &'static str, text: Text) -> Self {
        Self { pointer: pointer.into(), code, text }
    }
}

impl Problem {
    pub fn new(status: StatusCode, code: &'static str, detail: Text) -> Self {
        Self(Box::new(Inner { status, code, detail, errors: Vec::new(), members: Map::new() }))
    }

    /// 422 with every field that is wrong.
    pub fn invalid(errors: Vec<FieldError>) -> Self {
        let count = errors.len();
        let mut problem = Self::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "invalid",
            say!("有 {count} 处填写需要改正。", "{count} field(s) need correction."),
        );
        problem.0.errors = errors;
        problem
    }

    /// 422 with one wrong field.
    pub fn field(pointer: &str, code: &'static str, text: Text) -> Self {
        Self::invalid(vec![FieldError::new(pointer, code, text)])
    }

    pub fn bad_request(code: &'static str, detail: Text) -> Self {
        Self::new(StatusCode::BAD_REQUEST, code, detail)
    }

    pub fn not_found(detail: Text) -> Self {
        Self::new(StatusCode::NOT_FOUND, "not_found", detail)
    }

    pub fn conflict(code: &'static str, detail: Text) -> Self {
        Self::new(StatusCode::CONFLICT, code, detail)
    }

    pub fn forbidden(code: &'static str, detail: Text) -> Self {
        Self::new(StatusCode::FORBIDDEN, code, detail)
    }

    pub fn unauthorized() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "unauthorized", say!("请先登录。", "Please sign in first."))
    }

    /// 403 that names who may.
    pub fn wrong_role(allowed: &[Role]) -> Self {
        let zh = allowed.iter().map(|role| role_zh(*role)).collect::<Vec<_>>().join("、");
        let en = allowed.iter().map(|role| role.as_str()).collect::<Vec<_>>().join(", ");
        let text =
            Text { zh: format!("这一步只能由{zh}办理。"), en: format!("Only these roles may do this: {en}.") };
        Self::forbidden("wrong_role", text).with("roles", json!(allowed))
    }

    /// 409 that names the state a thing is in and the one it cannot reach from there.
    pub fn illegal_transition(error: &IllegalTransition) -> Self {
        Self::conflict("illegal_transition", error.text()).with("state", json!(error.from)).with("to", json!(error.to))
    }

    /// 412: somebody changed it meanwhile.
    pub fn precondition_failed(current: i32) -> Self {
        Self::new(
            StatusCode::PRECONDITION_FAILED,
            "stale",
            say!("这份内容刚刚被改过，请刷新后再保存。", "This was changed meanwhile; reload it before saving."),
        )
        .with("version", json!(current))
    }

    /// 503: try again.
    pub fn unavailable(code: &'static str, detail: Text) -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, code, detail)
    }

    /// 500; the cause goes to the log, not to the caller.
    pub fn internal(cause: &dyn std::fmt::Display) -> Self {
        tracing::error!(%cause, "internal error");
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "internal",
            say!(
                "系统出错了，这一步没有生效，请稍后再试。",
                "Something failed on our side; nothing was changed. Please try again later."
            ),
        )
    }

    /// Adds a member that explains the problem to programs.
    #[must_use]
    pub fn with(mut self, name: &str, value: Value) -> Self {
        self.0.members.insert(name.to_owned(), value);
        self
    }

    pub fn status(&self) -> StatusCode {
        self.0.status
    }

    pub fn code(&self) -> &'static str {
        self.0.code
    }

    pub fn detail(&self) -> &Text {
        &self.0.detail
    }

    pub fn errors(&self) -> &[FieldError] {
        &self.0.errors
    }

    fn body(self) -> ProblemBody {
        let inner = *self.0;
        ProblemBody {
            r#type: format!("/problems/{}", inner.code),
            title: inner.status.canonical_reason().unwrap_or("Problem").to_owned(),
            status: inner.status.as_u16(),
            detail: inner.detail.pick(language()).to_owned(),
            errors: inner.errors.iter().map(ProblemField::from).collect(),
            members: inner.members,
        }
    }
}

fn role_zh(role: Role) -> &'static str {
    match role {
        Role::Agency => "中介机构",
        Role::Client => "委托人",
        Role::Desk => "实体店窗口",
        Role::Operator => "运营机构",
        Role::Supervisor => "监督人员",
        Role::Admin => "系统管理员",
        Role::Assessor => "评审专家",
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}: {}", self.0.status.as_u16(), self.0.code, self.0.detail.en)?;
        for error in &self.0.errors {
            write!(f, "; {} {}", error.pointer, error.text.en)?;
        }
        Ok(())
    }
}

impl std::error::Error for Problem {}

impl From<sqlx::Error> for Problem {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::Io(_) => unreachable_database(&error),
            // 57P01–57P03: the server shuts down or starts up.
            sqlx::Error::Database(ref cause) if cause.code().is_some_and(|code| code.starts_with("57P")) => {
                unreachable_database(&error)
            }
            // 22003, 22007, 22008: a number or an instant that no column can hold.
            sqlx::Error::Database(ref cause)
                if matches!(cause.code().as_deref(), Some("22003" | "22007" | "22008")) =>
            {
                Self::bad_request(
                    "out_of_range",
                    say!("数字或日期超出了可以处理的范围。", "A number or a date is beyond what can be handled."),
                )
            }
            // 22021: a NUL in a text.
            sqlx::Error::Database(ref cause) if cause.code().as_deref() == Some("22021") => Self::bad_request(
                "bad_text",
                say!("文字里有系统不能保存的字符。", "The text contains a character that cannot be stored."),
            ),
            _ => Self::internal(&error),
        }
    }
}

fn unreachable_database(error: &sqlx::Error) -> Problem {
    tracing::warn!(%error, "database unreachable");
    Problem::unavailable(
        "database",
        say!("数据库暂时连不上，请稍后再试。", "The database cannot be reached right now; please try again."),
    )
}

impl From<IllegalTransition> for Problem {
    fn from(error: IllegalTransition) -> Self {
        Self::illegal_transition(&error)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = self.0.status;
        let body = serde_json::to_vec(&self.body()).unwrap_or_default();
        let mut response = (status, body).into_response();
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if status == StatusCode::SERVICE_UNAVAILABLE {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("2"));
        }
        response
    }
}

impl utoipa::IntoResponses for Problem {
    fn responses() -> std::collections::BTreeMap<String, utoipa::openapi::RefOr<utoipa::openapi::response::Response>> {
        use utoipa::PartialSchema;
        use utoipa::openapi::{ContentBuilder, Ref, ResponseBuilder};
        let _ = ProblemBody::schema;
        let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("ProblemBody"))).build();
        let response = ResponseBuilder::new()
            .description("Refused or failed")
            .content("application/problem+json", content)
            .build();
        std::collections::BTreeMap::from([("default".to_owned(), response.into())])
    }
}
