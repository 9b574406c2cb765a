//! Notices of other marketplaces: every row taken or told about, found by search, and never taken twice.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use jishi::procurement::import::{self, ImportError, Report};
use serde_json::Value;

use crate::support::TestApp;

const HEADING: &str = "\u{feff}标题,采购项目名称,预算总金额,采购单位,截止报名时间,选取中介服务机构方式,项目内容";

/// A file of rows in a folder of its own.
struct Csv {
    _folder: tempfile::TempDir,
    path: PathBuf,
}

fn csv(content: impl AsRef<[u8]>) -> Csv {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("notices-demo.csv");
    std::fs::write(&path, content).unwrap();
    Csv { _folder: folder, path }
}

fn row(project: &str, types: &str, scale: &str, client: &str, deadline: &str, method: &str, content: &str) -> String {
    let title = format!("关于为【 {project}】公开选取【{types}】机构的公告");
    let fields = [title.as_str(), project, scale, client, deadline, method, content];
    fields.map(|field| format!("\"{}\"", field.replace('"', "\"\""))).join(",")
}

async fn import(t: &TestApp, path: &Path) -> (Result<Report, ImportError>, String) {
    let mut out = Vec::new();
    let report = import::run(&t.app, path, &mut out).await;
    (report, String::from_utf8(out).unwrap())
}

async fn search(t: &TestApp, text: &str) -> Value {
    let text: String = text.bytes().map(|byte| format!("%{byte:02X}")).collect();
    t.get(&format!("/api/v1/search/notices?q={text}"), None).await.ok()
}

async fn count(t: &TestApp, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql).fetch_one(&t.db.pool).await.unwrap()
}

const WHO: &str = "中山市（演示）水务中心";
const WHEN: &str = "2025-11-20 17:30";

#[tokio::test]
async fn what_was_published_elsewhere_is_read_found_and_shown_as_what_it_is() {
    let t = TestApp::start().await;
    let several = row(
        "（演示）输变电工程用地手续",
        "测绘，工程咨询",
        "平方米（1648.39平方米）",
        "（演示）供电公司",
        "2025-11-06 09:30",
        "一选一随机抽取",
        "1.用地测量；\r\n2.社稳评估报告。",
    );
    let plain =
        row("（演示）河堤1：500地籍测绘", "测绘", "投资额（¥158,200.00元）", WHO, WHEN, "直接选取", "他说\"快\",好");
    let file = csv(format!("{HEADING}\r\n{plain}\r\n{several}\r\n"));
    let (report, _) = import(&t, &file.path).await;
    assert_eq!(report.unwrap(), Report { read: 2, taken: 2, present: 0, refused: 0 });

    t.index().await;
    let found = search(&t, "河堤").await;
    let hit = &found["items"][0];
    assert_eq!(
        (found["total"].as_u64(), hit["code"].is_null(), &hit["division_code"]),
        (Some(1), true, &"442000".into())
    );
    let id = hit["id"].as_str().unwrap().to_owned();
    let notice = t.get(&format!("/api/v1/notices/{id}"), None).await.ok();
    assert_eq!(notice["source"], "notices-demo.csv");
    assert_eq!((&notice["state"], &notice["method"]), (&"archived".into(), &"direct".into()));
    assert_eq!(notice["title"], "关于为【（演示）河堤1：500地籍测绘】公开选取【测绘】机构的公告");
    assert_eq!((&notice["scale_kind"], &notice["scale_fen"]), (&"investment".into(), &15_820_000.into()));
    assert!(notice["amount_fen"].is_null(), "the scale is not the fee");
    assert!(notice["published_at"].is_null() && notice["client"]["uscc"].is_null() && notice["code"].is_null());
    assert_eq!(notice["signup_deadline"], "2025-11-20T17:30:00+08:00");
    assert_eq!(notice["items"][0]["code"], "C02");
    assert_eq!(notice["service_content"], "他说\"快\",好");
    assert_eq!(notice["road"].as_array().unwrap().len(), 1);

    let client = notice["client"]["id"].as_str().unwrap();
    let client = t.get(&format!("/api/v1/clients/{client}"), None).await.ok();
    assert_eq!((&client["name"], client["uscc"].is_null()), (&WHO.into(), true));
    assert_eq!(t.get("/api/v1/clients", None).await.ok()["items"].as_array().unwrap().len(), 2);
    let history = t.get(&format!("/api/v1/history?about={id}"), None).await.ok();
    assert_eq!(history["items"][0]["kind"], "notice.imported");

    let hit = search(&t, "输变电").await["items"][0].clone();
    assert_eq!(hit["division_code"], "433101", "the installation's, where the name does not say");
    let notice = t.get(&format!("/api/v1/notices/{}", hit["id"].as_str().unwrap()), None).await.ok();
    assert_eq!((&notice["method"], &notice["scale_m2_hundredths"]), (&"draw".into(), &164_839.into()));
    let items: Vec<_> = notice["items"].as_array().unwrap().iter().map(|it| it["code"].as_str().unwrap()).collect();
    assert_eq!(items, ["C01", "A06"]);
    assert_eq!(notice["service_content"], "1.用地测量；\n2.社稳评估报告。");
    for (query, rows) in [("", 2), ("?fiscal=true", 0), ("?fiscal=false", 0)] {
        let list = t.get(&format!("/api/v1/notices{query}"), None).await.ok();
        assert_eq!(list["items"].as_array().unwrap().len(), rows, "whose money it was is not known: {query}");
    }
    assert!(notice["fiscal_percent"].is_null());
    let found = t.get("/api/v1/search/notices?fiscal=true", None).await.ok();
    assert_eq!((&found["total"], &found["facets"]["fiscal"]), (&0.into(), &serde_json::json!([])));
    let copier = t.client("11433101MADEM1014T", "吉首市（演示）水利局").await;
    let copy = t.post("/api/v1/notices", Some(&copier), serde_json::json!({ "copy_of": id })).await.ok();
    assert_eq!(copy["fiscal_percent"], 100);
}

#[tokio::test]
async fn an_agency_learns_why_it_cannot_sign_up_for_an_imported_notice() {
    let t = TestApp::start().await;
    let file = csv(format!("{HEADING}\n{}\n", row("（演示）测量", "测绘", "其他", WHO, WHEN, "直接选取", "")));
    import(&t, &file.path).await.0.unwrap();
    let agency = t.agency("91433101MADEM002XR", "湘西（演示）测绘有限公司", &["C01"]).await;
    let id = t.get("/api/v1/notices", None).await.ok()["items"][0]["id"].as_str().unwrap().to_owned();
    let eligibility = t.get(&format!("/api/v1/notices/{id}/eligibility"), Some(&agency)).await.ok();
    assert_eq!(eligibility["eligible"], false);
    let sign_up = serde_json::json!({ "no_conflict": true });
    let reply = t.post(&format!("/api/v1/notices/{id}/sign-ups"), Some(&agency), sign_up).await;
    assert!(reply.status.is_client_error(), "{}", reply.status);
}

#[tokio::test]
async fn what_cannot_be_mapped_is_told_row_by_row_and_nothing_is_dropped_silently() {
    let t = TestApp::start().await;
    let good = |project: &str| row(project, "测绘", "其他", WHO, WHEN, "直接选取", "");
    let rows = [
        good("（演示）甲"),
        row("（演示）乙", "理发", "其他", WHO, WHEN, "直接选取", ""),
        row("（演示）丙", "测绘，理发", "其他", WHO, WHEN, "直接选取", ""),
        row("（演示）丁", "测绘", "公里（3）", WHO, "昨天", "抓阄", ""),
        row("（演示）戊", "测绘", "其他", WHO, "2027-01-01 09:00", "直接选取", ""),
        "只有,三,列".to_owned(),
        good("（演示）甲"),
        row("<script>alert(1)</script>'; DROP TABLE notice; --", "测绘", "其他", WHO, WHEN, "直接选取", "\u{0}"),
    ];
    let mut content = format!("{HEADING}\n{}\n", rows.join("\n")).into_bytes();
    content.extend(b"\"\xb9\xd8\xd3\xda\",a,b,c,d,e,f\n");
    let file = csv(content);
    let (report, said) = import(&t, &file.path).await;
    assert_eq!(report.unwrap(), Report { read: 9, taken: 3, present: 1, refused: 5 });
    for part in [
        "第 3 行（未导入） 标题：目录中没有服务类型“理发”",
        "第 4 行（已导入） 标题：目录中没有服务类型“理发”",
        "row 5 (not taken) 预算总金额: ",
        "row 5 (not taken) 截止报名时间: ",
        "row 5 (not taken) 选取中介服务机构方式: ",
        "row 6 (not taken) 截止报名时间: sign-up is not over yet",
        "row 7 (not taken) 采购单位: is missing",
        "第 10 行（未导入） 标题：不是 UTF-8 文字，可能是 GBK",
        "读取 9 行：导入 3 条，已有 1 条，未导入 5 行 / 9 rows read: 3 taken, 1 already there, 5 not taken",
    ] {
        assert!(said.contains(part), "{part} is not in\n{said}");
    }
    let entries = count(&t, "SELECT count(*) FROM journal_entry").await;
    let (again, _) = import(&t, &file.path).await;
    assert_eq!(again.unwrap(), Report { read: 9, taken: 0, present: 4, refused: 5 });
    assert_eq!(count(&t, "SELECT count(*) FROM journal_entry").await, entries, "a second run changes nothing");
    assert_eq!(count(&t, "SELECT count(*) FROM journal_entry WHERE kind = 'notice.published'").await, 0);
    assert_eq!(count(&t, "SELECT count(*) FROM organisation").await, 1);
}

#[tokio::test]
async fn a_file_that_is_none_is_refused_with_what_it_lacks() {
    let t = TestApp::start().await;
    for (content, part) in [
        (b"".to_vec(), "表头缺少列：标题、采购项目名称"),
        ("标题,采购项目名称,预算总金额,采购单位,截止报名时间,项目内容\n".into(), "选取中介服务机构方式"),
        (b"\xb1\xea\xcc\xe2,x\n".to_vec(), "GBK"),
        (format!("{HEADING}\n\"{}", "没有结尾".repeat(500_000)).into_bytes(), "引号"),
    ] {
        let file = csv(content);
        let (report, _) = import(&t, &file.path).await;
        let error = report.unwrap_err().to_string();
        assert!(error.contains(part), "{error}");
    }
    let (report, _) = import(&t, Path::new("/nowhere/notices.csv")).await;
    assert!(report.unwrap_err().to_string().contains("/nowhere/notices.csv"));
    assert_eq!(count(&t, "SELECT count(*) FROM notice").await, 0);
}

/// Several batches, in any order of columns and with one more.
#[tokio::test]
async fn many_rows_are_written_in_batches() {
    let t = TestApp::start().await;
    let mut content =
        String::from("序号,采购单位,标题,项目内容,采购项目名称,预算总金额,截止报名时间,选取中介服务机构方式\n");
    for n in 0..250 {
        let client = n % 7;
        writeln!(
            content,
            "{n},（演示）单位{client},关于为【（演示）项目{n}】公开选取【测绘】机构的公告,测量,（演示）项目{n},其他,{WHEN},竞价选取"
        )
        .unwrap();
    }
    let file = csv(content);
    assert_eq!(import(&t, &file.path).await.0.unwrap(), Report { read: 250, taken: 250, present: 0, refused: 0 });
    assert_eq!(count(&t, "SELECT count(*) FROM client").await, 7);
    assert_eq!(import(&t, &file.path).await.0.unwrap(), Report { read: 250, taken: 0, present: 250, refused: 0 });
}

/// The real file, where it lies beside the project.
#[tokio::test]
async fn the_real_file_is_read_as_it_is() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/notices-zhongshan-2025.csv");
    if !path.exists() {
        return;
    }
    let t = TestApp::start().await;
    let (report, said) = import(&t, &path).await;
    let report = report.unwrap();
    assert_eq!(report.read, 47);
    assert_eq!((report.taken, report.present, report.refused), (47, 0, 0), "{said}");
    assert_eq!(count(&t, "SELECT count(*) FROM round WHERE scale_kind = 'other'").await, 10);
    assert_eq!(count(&t, "SELECT count(*) FROM round WHERE scale_kind = 'area'").await, 5);
    assert_eq!(count(&t, "SELECT count(*) FROM round WHERE division_code <> '442000'").await, 0);
    t.index().await;
    let found = search(&t, "翠亨新区项目中心工程零星测量").await;
    let first = &found["items"][0];
    assert_eq!(first["project_name"], "翠亨新区项目中心工程零星测量服务（年度服务包 2025-2026）");
    assert_eq!(first["method"], "proposal_merit");
    let (again, _) = import(&t, &path).await;
    assert_eq!(again.unwrap(), Report { read: 47, taken: 0, present: 47, refused: 0 });
}
