//! GET /api/v1/search/…: lists with facets, and suggestions while typing. The engine comes as a request extension, because it lies
//! above the floor of [`App`].

use std::collections::BTreeMap;
use std::path::Path as FilePath;

use axum::extract::State;
use axum::{Extension, Json};
use serde::Serialize;
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::embedded::Embedded;
use super::engine::{Engine, Engines};
use super::formula;
use super::highlight::{Part, Pieces};
use super::hits::{AgencyHit, AwardHit, NoticeHit, ServiceHit};
use super::labels::{FacetValue, Labels};
use super::meili::Meili;
use super::model::{Found, Kind, Query, SearchError};
use super::query::{Asked, BadQuery};
use super::settings::Settings;
use super::wanted::Wanted;
use crate::platform::App;
use crate::platform::web::{self, FieldError, Problem, language};
use crate::say;

/// Suggestions of each kind.
const SUGGESTIONS: usize = 5;
/// Texts of a hit in which agreement is marked.
const MARKED: [&str; 3] = ["name", "title", "project_name"];
/// Where Meilisearch keeps our indexes.
const MEILI_PREFIX: &str = "jishi";

/// Search, as requests see it.
#[derive(Clone, Debug)]
pub struct Search {
    /// The engine.
    pub engines: Engines,
    settings: &'static Settings,
    labels: Labels,
    wanted: Wanted,
    pieces: Pieces,
}

/// What may be asked; the filters in force depend on what is searched. Several values of a filter are separated by commas.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct SearchParams {
    /// Words, pinyin, initials, a USCC or code, or a part of one.
    pub q: Option<String>,
    /// agencies: `credit`, `newest`; notices: `closing`, `newest`, `amount`; awards: `newest`, `amount`; by rank when left out.
    pub sort: Option<String>,
    /// Hits wanted, 1 to 100; 20 unless said.
    pub limit: Option<u32>,
    /// `next_cursor` of the page before.
    pub cursor: Option<String>,
    /// Letter of a catalogue group.
    pub group: Option<String>,
    /// Code of a catalogue item.
    pub item: Option<String>,
    /// Code of a division; what lies below it is included.
    pub division: Option<String>,
    /// State of the agency, or of the notice's round.
    pub state: Option<String>,
    /// Selection method (notices, awards).
    pub method: Option<String>,
    /// Code of a catalogue item that the agency can take work in now (agencies).
    pub open: Option<String>,
    /// Kind of certificate on file (agencies).
    pub qualification: Option<String>,
    /// `yes`, `closed`, `no` (agencies).
    pub able: Option<String>,
    /// `true`, `false` (agencies).
    pub resident: Option<String>,
    /// `true`, `false` (notices).
    pub fiscal: Option<String>,
    /// Year of the award (awards).
    pub year: Option<String>,
    /// Id of the client (notices, awards).
    pub client: Option<String>,
    /// Id of the winner (awards).
    pub agency: Option<String>,
}

/// A hit, and where its texts agree with the query.
#[derive(Debug, Serialize, ToSchema)]
pub struct SearchItem<H> {
    #[serde(flatten)]
    hit: H,
    /// Name of a text → its parts, with those marked that were searched for.
    highlight: BTreeMap<String, Vec<Part>>,
}

/// A page of hits.
#[derive(Debug, Serialize, ToSchema)]
pub struct SearchPage<H> {
    /// Best first.
    items: Vec<SearchItem<H>>,
    /// How many there are in all.
    total: usize,
    /// Nothing had every word: these have some of them, or similar ones.
    relaxed: bool,
    /// What the hits can be narrowed by.
    facets: BTreeMap<String, Vec<FacetValue>>,
    /// Pass as `cursor` to get the next page; null on the last.
    next_cursor: Option<String>,
}

/// While typing.
#[derive(Debug, Serialize, ToSchema)]
pub struct Suggestions {
    /// Items of the catalogue.
    #[schema(value_type = Vec<ServiceHit>)]
    services: Vec<Value>,
    /// Agencies.
    #[schema(value_type = Vec<AgencyHit>)]
    agencies: Vec<Value>,
    /// Notices.
    #[schema(value_type = Vec<NoticeHit>)]
    notices: Vec<Value>,
}

/// What is being typed.
#[derive(Debug, serde::Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct SuggestParams {
    /// The text so far.
    #[serde(default)]
    pub q: String,
}

impl Search {
    /// With Meilisearch at `meili`, a URL and a key; else with the embedded index in a directory.
    pub async fn open(directory: &FilePath, meili: Option<(&str, Option<&str>)>) -> Result<Self, SearchError> {
        let engines = match meili {
            Some((url, key)) => Engines::Meili(Meili::new(url, key, MEILI_PREFIX)?),
            None => Engines::Embedded(Embedded::open(directory).await?),
        };
        Ok(Self {
            engines,
            settings: Settings::built_in()?,
            labels: Labels::default(),
            wanted: Wanted::default(),
            pieces: Pieces::default(),
        })
    }

    /// A page of hits.
    async fn page(
        &self,
        app: &App,
        kind: Kind,
        params: BTreeMap<String, String>,
    ) -> Result<SearchPage<Value>, Problem> {
        let query = Query::new(kind, asked(params)?, self.settings).map_err(refused)?;
        let query = self.wanting(query).await.map_err(|error| failed(&error))?;
        let found = self.found(&query).await.map_err(|error| failed(&error))?;
        let mut facets = BTreeMap::new();
        for (facet, values) in found.facets {
            let named = self.labels.name(app.pool(), language(), kind, &facet, values).await?;
            facets.insert(facet, named);
        }
        Ok(SearchPage {
            next_cursor: query.next_cursor(found.hits.len(), found.total, self.settings),
            items: found.hits.into_iter().map(|hit| SearchItem { highlight: self.marked(&hit, &query), hit }).collect(),
            total: found.total,
            relaxed: found.relaxed,
            facets,
        })
    }

    /// The first few hits.
    pub async fn suggest(&self, kind: Kind, q: &str) -> Result<Vec<Value>, Problem> {
        let asked = Asked { q: q.to_owned(), limit: Some(SUGGESTIONS), ..Asked::default() };
        let query = Query::new(kind, asked, self.settings).map_err(refused)?;
        if query.words.is_empty() {
            return Ok(Vec::new());
        }
        let query = self.wanting(query).await.map_err(|error| failed(&error))?;
        Ok(self.found(&query).await.map_err(|error| failed(&error))?.hits)
    }

    /// Words that name items of the catalogue ask for these items.
    async fn wanting(&self, query: Query) -> Result<Query, SearchError> {
        if query.kind != Kind::Agencies || !query.wanted.is_empty() || query.words.is_empty() {
            return Ok(query);
        }
        let wanted = self.wanted.of(&self.engines, &query.words).await?;
        Ok(Query { wanted, ..query })
    }

    /// What the engine finds; an agency that cannot take work in what is asked for says why.
    async fn found(&self, query: &Query) -> Result<Found, SearchError> {
        let mut found = self.engines.search(query.clone()).await?;
        for hit in &mut found.hits {
            if let Some(status) = closed_for(hit, &query.wanted) {
                hit["able"] = "closed".into();
                hit["status"] = status;
            }
        }
        Ok(found)
    }

    /// Where the texts of a hit agree with the query.
    fn marked(&self, hit: &Value, query: &Query) -> BTreeMap<String, Vec<Part>> {
        let texts = MARKED.iter().filter_map(|&name| Some((name, hit.get(name)?.as_str()?)));
        texts.map(|(name, text)| (name.to_owned(), self.pieces.highlight(text, &query.words))).collect()
    }
}

/// The routes.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(agencies))
        .routes(routes!(notices))
        .routes(routes!(awards))
        .routes(routes!(suggestions))
        .routes(routes!(formula::get))
}

/// Agencies. Those that cannot take work rank below, and say why: in the items asked for, where a filter or the words name some.
#[utoipa::path(get, path = "/api/v1/search/agencies", operation_id = "search_agencies", tag = "search", params(SearchParams),
    responses((status = 200, body = SearchPage<AgencyHit>), Problem))]
async fn agencies(
    State(app): State<App>,
    Extension(search): Extension<Search>,
    web::Query(params): web::Query<BTreeMap<String, String>>,
) -> Result<Json<SearchPage<Value>>, Problem> {
    search.page(&app, Kind::Agencies, params).await.map(Json)
}

/// Published notices.
#[utoipa::path(get, path = "/api/v1/search/notices", operation_id = "search_notices", tag = "search", params(SearchParams),
    responses((status = 200, body = SearchPage<NoticeHit>), Problem))]
async fn notices(
    State(app): State<App>,
    Extension(search): Extension<Search>,
    web::Query(params): web::Query<BTreeMap<String, String>>,
) -> Result<Json<SearchPage<Value>>, Problem> {
    search.page(&app, Kind::Notices, params).await.map(Json)
}

/// Awards.
#[utoipa::path(get, path = "/api/v1/search/awards", operation_id = "search_awards", tag = "search", params(SearchParams),
    responses((status = 200, body = SearchPage<AwardHit>), Problem))]
async fn awards(
    State(app): State<App>,
    Extension(search): Extension<Search>,
    web::Query(params): web::Query<BTreeMap<String, String>>,
) -> Result<Json<SearchPage<Value>>, Problem> {
    search.page(&app, Kind::Awards, params).await.map(Json)
}

/// A few of each kind, while typing.
#[utoipa::path(get, path = "/api/v1/search/suggestions", operation_id = "search_suggestions", tag = "search", params(SuggestParams),
    responses((status = 200, body = Suggestions), Problem))]
async fn suggestions(
    Extension(search): Extension<Search>,
    web::Query(SuggestParams { q }): web::Query<SuggestParams>,
) -> Result<Json<Suggestions>, Problem> {
    let (services, agencies, notices) = tokio::try_join!(
        search.suggest(Kind::Services, &q),
        search.suggest(Kind::Agencies, &q),
        search.suggest(Kind::Notices, &q),
    )?;
    Ok(Json(Suggestions { services, agencies, notices }))
}

fn asked(mut params: BTreeMap<String, String>) -> Result<Asked, Problem> {
    let limit = params.remove("limit").map(|text| {
        text.parse()
            .map_err(|_| refused(BadQuery::new("limit", "not_a_number", say!("应为整数", "must be an integer"))))
    });
    Ok(Asked {
        q: params.remove("q").unwrap_or_default(),
        sort: params.remove("sort").filter(|it| !it.is_empty()),
        limit: limit.transpose()?,
        cursor: params.remove("cursor"),
        facets: params,
    })
}

fn refused(bad: BadQuery) -> Problem {
    Problem::invalid(vec![FieldError::new(format!("/{}", bad.parameter), bad.code, bad.text)])
}

fn failed(error: &SearchError) -> Problem {
    tracing::warn!(%error, "search failed");
    Problem::unavailable(
        "search",
        say!("搜索暂时不可用，请稍后再试。", "Search is not available right now; please try again."),
    )
}

/// Why an agency that can take work cannot in any of the wanted items that it offers.
fn closed_for(hit: &Value, wanted: &[String]) -> Option<Value> {
    let wants = |code: &Value| code.as_str().is_some_and(|code| wanted.iter().any(|it| it == code));
    if hit["able"] != "yes" || hit["open"].as_array()?.iter().any(wants) {
        return None;
    }
    let closed = hit["closed"].as_array()?.iter().find(|service| wants(&service["code"]))?;
    Some(closed["status"].clone())
}
