//! The inbox: who is told what. A reader of the journal writes one message per membership and entry; its words are chosen when it is
//! read, in the reader's language. What is sealed (sign-ups before the freeze) is told to nobody.

mod audience;
mod list;
mod mark;
mod model;
mod reader;
mod store;
mod stream;
mod streams;
mod texts;

use axum::Extension;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub use list::{list, unread};
pub use mark::{read, read_all};
pub use model::{Message, Unread};
pub use reader::Inbox;

use crate::platform::App;

/// Routes of the inbox.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list::get))
        .routes(routes!(list::get_unread))
        .routes(routes!(mark::post))
        .routes(routes!(mark::post_all))
        .routes(routes!(stream::get))
        .layer(Extension(streams::Streams::default()))
}
