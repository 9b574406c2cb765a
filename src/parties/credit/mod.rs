//! Credit of agencies. What moves it comes with evaluation; here is only how it is read.

/// Points as people see them, from the tenths that the database holds: 0 to 110, a new agency starts at 100.
pub fn points(tenths: i32) -> f64 {
    f64::from(tenths) / 10.0
}
