//! The catalogue of intermediary services (中介服务事项目录; domain.md §5): groups, items, kinds of qualification.

pub mod load;
