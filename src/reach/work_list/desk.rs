//! The list as it is filled: it counts working days and puts the most urgent first.

use chrono::{DateTime, Utc};

use super::kind::WorkKind;
use super::model::{Urgency, WorkItem};
use crate::core::calendar::{Calendar, WorkingDays, cst};
use crate::core::text::{Lang, Text};
use crate::platform::web::{Instant, language};
use crate::say;

pub(super) struct Desk {
    calendar: Calendar,
    now: DateTime<Utc>,
    lang: Lang,
    items: Vec<WorkItem>,
}

/// When something is due.
#[derive(Clone, Copy)]
pub(super) struct Due {
    pub at: DateTime<Utc>,
    /// A provisional calendar year was counted through.
    pub provisional: bool,
}

impl Due {
    /// A day that nobody counted.
    pub fn firm(at: DateTime<Utc>) -> Self {
        Self { at, provisional: false }
    }
}

/// A task before it is written down.
pub(super) struct Task {
    pub kind: WorkKind,
    pub title: String,
    pub text: Text,
    pub due: Option<Due>,
    pub link: String,
}

impl Desk {
    pub fn new(calendar: Calendar, now: DateTime<Utc>) -> Self {
        Self { calendar, now, lang: language(), items: Vec::new() }
    }

    pub fn now(&self) -> DateTime<Utc> {
        self.now
    }

    /// The end of `days` working days after an instant; `None` where the year is not known.
    pub fn after(&self, since: DateTime<Utc>, days: WorkingDays) -> Option<Due> {
        let deadline = self.calendar.deadline(since, days).ok()?;
        Some(Due { at: deadline.at.to_utc(), provisional: deadline.provisional })
    }

    fn is_over(&self, due: Option<Due>) -> bool {
        due.is_some_and(|due| due.at <= self.now)
    }

    /// Working days after today up to the day of an instant.
    pub fn days_left(&self, due_at: DateTime<Utc>) -> Option<u32> {
        let day = |at: DateTime<Utc>| at.with_timezone(&cst()).date_naive();
        self.calendar.working_days_between(day(self.now), day(due_at)).ok()
    }

    /// Puts a task on the list.
    pub fn put(&mut self, task: Task) {
        let left = task.due.and_then(|due| self.days_left(due.at));
        let urgency = if self.is_over(task.due) {
            Urgency::Overdue
        } else if left.is_some_and(|left| left <= 1) {
            Urgency::Soon
        } else {
            Urgency::Normal
        };
        let title = if task.title.is_empty() {
            say!("（未命名）", "(no name yet)").pick(self.lang).to_owned()
        } else {
            task.title
        };
        self.items.push(WorkItem {
            kind: task.kind,
            title,
            text: task.text.pick(self.lang).to_owned(),
            due_at: task.due.map(|due| Instant(due.at)),
            provisional: task.due.is_some_and(|due| due.provisional),
            working_days_left: left,
            link: task.link,
            action: task.kind.name().pick(self.lang).to_owned(),
            urgency,
        });
    }

    /// Puts a task without an end on the list, whose title is ours to say.
    pub fn put_titled(&mut self, kind: WorkKind, title: &Text, text: Text, link: String) {
        let title = title.pick(self.lang).to_owned();
        self.put(Task { kind, title, text, due: None, link });
    }

    /// Puts a task of somebody else on the list of those who watch, if its time is over.
    pub fn put_overdue(&mut self, task: Task) {
        if self.is_over(task.due) {
            self.put(task);
        }
    }

    /// The list: what is overdue first, then by time, what has no end last; at most `most`.
    pub fn sorted(mut self, most: usize) -> Vec<WorkItem> {
        self.items.sort_by_key(|it| (it.due_at.is_none(), it.due_at, it.kind));
        self.items.truncate(most);
        self.items
    }
}
