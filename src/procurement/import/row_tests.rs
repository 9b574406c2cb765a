use chrono::{DateTime, Utc};

use super::row::{Column, Fields, Remark, Row, Scale, understand};
use crate::core::method::Method;
use crate::core::money::Fen;
use crate::procurement::notices::content::ScaleKind;

fn now() -> DateTime<Utc> {
    DateTime::parse_from_rfc3339("2026-11-24T09:30:00+08:00").unwrap().to_utc()
}

fn fields() -> Fields {
    [
        "关于为【 （演示）河堤加固工程测量】公开选取【测绘】机构的公告",
        "（演示）河堤加固工程测量",
        "投资额（¥158,200.00元）",
        "中山市（演示）水务中心",
        "2025-11-20 17:30",
        "直接选取",
        "1.测量；\r\n2.出图。",
    ]
    .map(Into::into)
}

fn with(column: Column, written: &str) -> Result<Row, Vec<Remark>> {
    let mut fields = fields();
    let place = Column::ALL.iter().position(|it| *it == column).unwrap();
    fields[place] = written.into();
    understand(&fields, now())
}

#[track_caller]
fn refused(column: Column, written: &str) {
    let wrong = with(column, written).unwrap_err();
    assert_eq!(wrong.iter().map(|it| it.column).collect::<Vec<_>>(), [Some(column)], "{written}: {wrong:?}");
}

#[test]
fn a_row_is_understood() {
    let row = understand(&fields(), now()).unwrap();
    assert_eq!(row.title, "关于为【 （演示）河堤加固工程测量】公开选取【测绘】机构的公告");
    assert_eq!(row.project_name, "（演示）河堤加固工程测量");
    assert_eq!(row.types, ["测绘"]);
    assert_eq!(row.deadline.to_rfc3339(), "2025-11-20T09:30:00+00:00");
    assert_eq!(row.content, "1.测量；\n2.出图。");
    assert!(row.remarks.is_empty(), "{:?}", row.remarks);
    assert_eq!(with(Column::ProjectName, "").unwrap().project_name, row.project_name);
    assert_eq!(with(Column::ProjectName, "另一个").unwrap().remarks[0].column, Some(Column::ProjectName));
}

#[test]
fn scales_have_many_shapes_and_are_never_a_fee() {
    let scale = |kind, fen, m2_hundredths, note: &str| Scale { kind, fen, m2_hundredths, note: note.into() };
    for (written, found) in [
        ("投资额（¥158,200.00元）", scale(ScaleKind::Investment, Some(Fen(15_820_000)), None, "")),
        ("投资额(￥4,900.00元)", scale(ScaleKind::Investment, Some(Fen(490_000)), None, "")),
        ("投资额（¥377,935.49元）", scale(ScaleKind::Investment, Some(Fen(37_793_549)), None, "")),
        ("资产总额（¥400,000.00元）", scale(ScaleKind::AssetTotal, Some(Fen(40_000_000)), None, "")),
        ("平方米（36273.84平方米）", scale(ScaleKind::Area, None, Some(3_627_384), "")),
        ("平方米（74000.0平方米）", scale(ScaleKind::Area, None, Some(7_400_000), "")),
        ("平方米（1,648.39㎡）", scale(ScaleKind::Area, None, Some(164_839), "")),
        ("其他", scale(ScaleKind::Other, None, None, "")),
        ("其他（368株）", scale(ScaleKind::Other, None, None, "368株")),
        ("", scale(ScaleKind::Other, None, None, "")),
    ] {
        assert_eq!(with(Column::Scale, written).unwrap().scale, found, "{written}");
    }
    for written in [
        "投资额",
        "投资额（-5元）",
        "投资额（很多）",
        "平方米（3元）",
        "平方米（1.234平方米）",
        "平方米（1万平方米）",
        "公里（3）",
    ] {
        refused(Column::Scale, written);
    }
}

#[test]
fn methods_go_by_many_names() {
    for (written, method) in [
        ("直接选取", Method::Direct),
        ("一选一随机抽取", Method::Draw),
        ("随机抽取", Method::Draw),
        ("一次报价竞价选取", Method::Price),
        ("竞价选取", Method::ReverseAuction),
        ("信用择优选取", Method::CreditMerit),
        (" 方案择优选取 ", Method::ProposalMerit),
        ("均价选取", Method::ReferencePrice),
        ("最优价选取", Method::ReferencePrice),
        ("最优价", Method::ReferencePrice),
    ] {
        assert_eq!(with(Column::Method, written).unwrap().method, method, "{written}");
    }
    for written in ["", "选取", "抓阄"] {
        refused(Column::Method, written);
    }
}

#[test]
fn titles_name_one_type_or_several() {
    let row = with(Column::Title, "关于为【甲【一期】】公开选取【测绘，工程咨询、水土保持】机构的公告").unwrap();
    assert_eq!(row.types, ["测绘", "工程咨询", "水土保持"]);
    for written in ["", "公告", "关于为【甲】公开选取【】机构的公告", "关于为【甲】公开选取【，】机构的公告"]
    {
        refused(Column::Title, written);
    }
}

#[test]
fn deadlines_are_in_china_and_over() {
    for written in ["2025-11-20 17:30", "2025-11-20 17:30:00", "2025/11/20 17:30", "２０２５-11-20  17:30"] {
        assert_eq!(with(Column::Deadline, written).unwrap().deadline.to_rfc3339(), "2025-11-20T09:30:00+00:00");
    }
    for written in ["", "2025-11-20", "2025-02-30 09:00", "1925-11-20 09:00", "2026-11-24 09:31", "昨天"] {
        refused(Column::Deadline, written);
    }
}

#[test]
fn everything_wrong_with_a_row_is_said_at_once() {
    let wrong = understand(&Fields::default(), now()).unwrap_err();
    let columns: Vec<_> = wrong.iter().filter_map(|it| it.column).collect();
    let all = [Column::Title, Column::ProjectName, Column::Client, Column::Deadline, Column::Method];
    assert_eq!(columns, all);
    refused(Column::Client, "某");
    refused(Column::Client, &"某".repeat(201));
    refused(Column::Content, &"某".repeat(20_001));
}

#[test]
fn the_key_follows_what_identifies_a_row_and_nothing_else() {
    let key = understand(&fields(), now()).unwrap().key();
    for column in [Column::Scale, Column::Method, Column::Content] {
        let written = if column == Column::Method { "随机抽取" } else { "其他" };
        assert_eq!(with(column, written).unwrap().key(), key);
    }
    assert_ne!(with(Column::Client, "中山市（演示）水务局").unwrap().key(), key);
    assert_ne!(with(Column::Deadline, "2025-11-20 17:20").unwrap().key(), key);
}

proptest::proptest! {
    #[test]
    fn no_row_panics(fields in proptest::array::uniform7(".*")) {
        let _ = understand(&fields, now());
    }
}
