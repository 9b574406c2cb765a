//! The API: every slice's routes, and their one description.

use axum::Json;
use axum::Router;
use axum::routing::get;
use utoipa::OpenApi;
use utoipa::openapi::OpenApi as Document;
use utoipa_axum::router::OpenApiRouter;

use crate::parties::{accounts, assessors, registry};
use crate::platform::web::{ProblemBody, layers};
use crate::platform::{App, calendar, files, installation, journal, settings};
use crate::procurement::{awards, catalog, contracts, ledger, notices, selection, signups, witnesses};
use crate::reach;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Jishi 集市",
        description = "Open marketplace of intermediary services. Amounts are integer fen; instants RFC 3339 at +08:00; errors RFC 9457 problem+json in the language of Accept-Language (zh-CN, en); lists are paged by cursor.",
        license(name = "Apache-2.0", identifier = "Apache-2.0"),
    ),
    components(schemas(ProblemBody))
)]
struct Root;

fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::with_openapi(Root::openapi())
        .merge(installation::router())
        .merge(journal::history::router())
        .merge(journal::log::router())
        .merge(settings::router())
        .merge(calendar::router())
        .merge(files::router())
        .merge(catalog::router())
        .merge(notices::router())
        .merge(witnesses::router())
        .merge(signups::router())
        .merge(accounts::router())
        .merge(registry::router())
        .merge(assessors::router())
        .merge(ledger::router())
        .merge(contracts::router())
        .merge(awards::router())
        .merge(selection::router())
        .merge(reach::router())
}

/// `OpenAPI` 3.1 description, generated from the handlers.
pub fn document() -> Document {
    let mut document = routes().into_openapi();
    name_operations(&mut document);
    document
}

/// Handlers are called after their method; an operation that has no name of its own gets one from its method and path.
fn name_operations(document: &mut Document) {
    for (path, item) in &mut document.paths.paths {
        let path = path.trim_start_matches("/api/v1/").replace(['{', '}'], "").replace(['/', '-'], "_");
        let methods = [
            ("get", &mut item.get),
            ("put", &mut item.put),
            ("post", &mut item.post),
            ("delete", &mut item.delete),
            ("patch", &mut item.patch),
        ];
        for (method, operation) in methods {
            if let Some(operation) =
                operation.as_mut().filter(|it| it.operation_id.as_deref().is_none_or(|id| id == method))
            {
                operation.operation_id = Some(format!("{method}_{path}"));
            }
        }
    }
}

/// The API's routes, with `openapi.json` and problem+json for what does not exist.
pub fn router(app: App) -> Router {
    let document = document();
    let router: Router<App> = routes().into();
    let router = router.route("/api/v1/openapi.json", get(move || std::future::ready(Json(document.clone()))));
    router
        .merge(journal::log::routes())
        .route("/api/{*rest}", axum::routing::any(layers::nothing_here))
        .method_not_allowed_fallback(layers::wrong_method)
        .with_state(app)
}
