//! Uploaded files: bytes in an object store (a directory by default), facts in the table `file`.
//!
//! A file hangs on what a slice attaches it to, and who may read it follows from there. This floor cannot know the slices,
//! so they say it in SQL: the view `file_access` (in the migrations) has a row per file and audience.

mod attach;
mod bytes;
mod download;
mod name;
mod sniff;
mod store;
mod sweep;
pub mod upload;

pub use attach::{FileView, claim, claim_one, not_own, views};
pub use bytes::Files;
pub use download::saved;
pub use sweep::{KEPT, release, sweep_due};

use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, SchemaFormat, Type};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::platform::App;
use crate::platform::timers::Timer;

/// Largest file taken, as the `CHECK` of `file.size` says.
pub const MAX_SIZE: u64 = 50 * 1024 * 1024;

/// What an organisation may have uploaded without attaching it to anything, in bytes; what hangs on nothing a day later is swept.
pub const MAX_LOOSE: u64 = 200 * 1024 * 1024;

/// The bytes of a file, in the description of the API.
pub struct RawFile;

impl PartialSchema for RawFile {
    fn schema() -> RefOr<Schema> {
        let format = SchemaFormat::KnownFormat(KnownFormat::Binary);
        ObjectBuilder::new().schema_type(Type::String).format(Some(format)).build().into()
    }
}

impl ToSchema for RawFile {}

/// Where uploads go.
pub const UPLOAD_PATH: &str = "/api/v1/files";

/// Whether raw bytes are taken at this address, as long as they come.
pub fn is_upload(path: &str) -> bool {
    path == UPLOAD_PATH || (path.starts_with("/api/v1/notices/") && path.ends_with("/proposals"))
}

/// What fires by itself.
pub fn timers() -> Vec<Timer> {
    vec![Timer { name: "file_sweep", fire: |app| Box::pin(sweep_due(app)) }]
}

/// Upload and download.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(upload::post)).routes(routes!(download::get))
}
