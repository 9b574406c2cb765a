//! The tasks that run beside the requests. None of them may end before it is asked to: a server whose journal stands still, or whose
//! deadlines do not fire, must not go on as if nothing were wrong.

use std::collections::HashMap;
use std::future::{Future, pending};

use tokio::task::{Id, JoinSet};

use crate::platform::app::Shutdown;

/// The running tasks, by name.
pub struct Tasks {
    running: JoinSet<()>,
    names: HashMap<Id, &'static str>,
    shutdown: Shutdown,
}

/// A task that ended although nobody had asked it to.
#[derive(Debug, thiserror::Error)]
#[error("the task {name} has ended by itself: {cause}")]
pub struct TaskEnded {
    pub name: &'static str,
    pub cause: String,
}

impl Tasks {
    /// None yet; all end with `shutdown`.
    pub fn new(shutdown: Shutdown) -> Self {
        Self { running: JoinSet::new(), names: HashMap::new(), shutdown }
    }

    /// What a task is to watch.
    pub fn shutdown(&self) -> Shutdown {
        self.shutdown.clone()
    }

    pub fn spawn(&mut self, name: &'static str, task: impl Future<Output = ()> + Send + 'static) {
        let id = self.running.spawn(task).id();
        self.names.insert(id, name);
    }

    /// Waits for the first task that ends, in a panic or otherwise.
    pub async fn ended(&mut self) -> TaskEnded {
        let (id, cause) = match self.running.join_next_with_id().await {
            Some(Ok((id, ()))) => (id, "it returned".to_owned()),
            Some(Err(error)) => (error.id(), error.to_string()),
            None => return pending().await,
        };
        TaskEnded { name: self.names.get(&id).copied().unwrap_or("?"), cause }
    }

    /// Waits until all have ended, as they do after [`Shutdown`] is asked for.
    pub async fn join(&mut self) {
        while self.running.join_next().await.is_some() {}
    }
}
