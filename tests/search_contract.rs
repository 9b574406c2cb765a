//! What every search engine must do: golden queries over one small county. The embedded engine always; Meilisearch where
//! `MEILI_URL` (and `MEILI_KEY`) is set.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use jishi::core::method::Method;
use jishi::core::state::{AgencyState, RoundState};
use jishi::reach::search::docs::{Able, AgencyDoc, AwardDoc, Item, NoticeDoc, Party, Place, ServiceDoc};
use jishi::reach::search::embedded::Embedded;
use jishi::reach::search::meili::Meili;
use jishi::reach::search::query::Asked;
use jishi::reach::search::{Batch, Engine, Found, IndexDoc, Kind, Query, Settings};
use uuid::Uuid;

fn id(n: u128) -> Uuid {
    Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 | n)
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn places(codes: &[(&str, &str, &str)]) -> Vec<Place> {
    let place = |it: &(&str, &str, &str)| Place { code: it.0.into(), name: it.1.into(), short_name: it.2.into() };
    codes.iter().map(place).collect()
}

fn jishou() -> Vec<Place> {
    places(&[("430000", "湖南省", "湖南"), ("433100", "湘西土家族苗族自治州", "湘西州"), ("433101", "吉首市", "吉首")])
}

fn fenghuang() -> Vec<Place> {
    places(&[("430000", "湖南省", "湖南"), ("433100", "湘西土家族苗族自治州", "湘西州"), ("433123", "凤凰县", "凤凰")])
}

fn item(code: &str, name: &str, group: &str, aliases: &[&str]) -> Item {
    Item {
        code: code.into(),
        name: name.into(),
        name_en: String::new(),
        group_code: code[..1].into(),
        group_name: group.into(),
        aliases: aliases.iter().map(|&it| it.into()).collect(),
    }
}

fn survey() -> Item {
    item("C01", "地形图测量 1:500", "测绘", &["地形测量"])
}

fn eia() -> Item {
    item("E02", "环境影响报告表", "生态环境", &[])
}

fn soil() -> Item {
    item("F01", "水土保持方案报告书/表", "水利", &["水保"])
}

fn books() -> Item {
    item("M01", "代理记账", "企业与市场服务", &["代账"])
}

fn agency(n: u128, uscc: &str, name: &str, items: Vec<Item>) -> AgencyDoc {
    AgencyDoc {
        id: id(n),
        uscc: uscc.into(),
        name: name.into(),
        places: jishou(),
        items,
        qualifications: Vec::new(),
        state: AgencyState::Active,
        able: Able::Yes,
        status: None,
        closed: Vec::new(),
        credit: 1000,
        resident_counter: None,
        intro: String::new(),
        awards: 0,
        registered_at: at("2026-01-05T01:00:00Z"),
    }
}

fn notice(n: u128, code: &str, project: &str, client: &str, items: Vec<Item>) -> NoticeDoc {
    NoticeDoc {
        id: id(n),
        code: Some(code.into()),
        title: format!("关于为【{project}】公开选取中介服务机构的公告"),
        project_name: project.into(),
        client: Party { id: id(900), name: client.into() },
        places: jishou(),
        items,
        method: Method::Draw,
        state: RoundState::Published,
        amount_fen: Some(1_800_000),
        fiscal: Some(true),
        service_content: String::new(),
        round_number: 1,
        signup_deadline: Some(at("2026-11-27T09:30:00Z")),
        published_at: at("2026-11-24T01:00:00Z"),
    }
}

/// A small county.
fn county() -> Vec<IndexDoc> {
    let mut docs = vec![
        agency(1, "91433101MADEM00112", "吉首市经纬测绘有限公司", vec![survey()]).index(),
        AgencyDoc {
            credit: 1050,
            resident_counter: Some("3".into()),
            ..agency(2, "91433101MADEM002XR", "吉首市天目测绘有限公司", vec![survey()])
        }
        .index(),
        AgencyDoc {
            state: AgencyState::Suspended,
            able: Able::No,
            credit: 1100,
            ..agency(3, "91433101MADEM0038R", "吉首市地平测绘有限公司", vec![survey()])
        }
        .index(),
        agency(4, "91433101MADEM0046L", "湘西青山生态咨询有限公司", vec![eia(), soil()]).index(),
        AgencyDoc {
            places: fenghuang(), ..agency(5, "91433101MADEM0054F", "凤凰县诚信会计服务部", vec![books()])
        }
        .index(),
        agency(
            6,
            "91430100MADEM2017F",
            "长沙重山造价咨询有限公司",
            vec![item("H01", "工程预算/招标控制价编制", "造价与招标", &["造价"])],
        )
        .index(),
        notice(
            11,
            "433101-20261124-0001",
            "吉首市乾州街道老旧小区排水管网改造工程水土保持方案",
            "吉首市演示城市建设服务中心",
            vec![soil()],
        )
        .index(),
        NoticeDoc {
            state: RoundState::Failed,
            method: Method::Direct,
            amount_fen: Some(9_900_000),
            signup_deadline: Some(at("2026-11-20T09:30:00Z")),
            published_at: at("2026-11-10T01:00:00Z"),
            ..notice(
                12,
                "433101-20261110-0002",
                "吉首市马颈坳镇垃圾中转站环境影响评价",
                "吉首市演示城市建设服务中心",
                vec![eia()],
            )
        }
        .index(),
        NoticeDoc {
            signup_deadline: Some(at("2026-11-25T09:30:00Z")),
            service_content: "1.现场踏勘；2.绘制1:500地形图".into(),
            ..notice(13, "433101-20261123-0003", "峒河沿岸风貌提升", "吉首市演示文旅局", vec![survey()])
        }
        .index(),
        AwardDoc {
            id: id(21),
            code: "ZX-433101-20261101-0004".into(),
            notice_id: id(14),
            notice_code: "433101-20261020-0004".into(),
            project_name: "矮寨镇村庄房屋测绘".into(),
            client: Party { id: id(900), name: "吉首市演示城市建设服务中心".into() },
            agency: Party { id: id(1), name: "吉首市经纬测绘有限公司".into() },
            agency_uscc: "91433101MADEM00112".into(),
            places: jishou(),
            items: vec![survey()],
            method: Method::Draw,
            state: RoundState::Awarded,
            amount_fen: 1_500_000,
            selected_at: at("2026-11-01T01:30:00Z"),
        }
        .index(),
    ];
    docs.extend(
        [survey(), eia(), soil(), books()].map(|item| ServiceDoc { item, qualification: String::new() }.index()),
    );
    docs
}

struct Golden<E> {
    engine: E,
}

impl<E: Engine> Golden<E> {
    async fn ask(&self, kind: Kind, asked: Asked) -> Found {
        let query = Query::new(kind, asked, Settings::built_in().unwrap()).unwrap();
        self.engine.search(query).await.unwrap()
    }

    /// Names or titles of what is found, best first.
    async fn names(&self, kind: Kind, q: &str) -> Vec<String> {
        names(&self.ask(kind, Asked { q: q.into(), ..Asked::default() }).await)
    }

    async fn first(&self, kind: Kind, q: &str, expected: &str) {
        let names = self.names(kind, q).await;
        assert_eq!(names.first().map(String::as_str), Some(expected), "{q}: {names:?}");
    }

    /// Exactly these, in any order.
    async fn exactly(&self, kind: Kind, q: &str, expected: &[&str]) {
        let mut names = self.names(kind, q).await;
        let mut expected: Vec<&str> = expected.to_vec();
        names.sort_unstable();
        expected.sort_unstable();
        assert_eq!(names, expected, "{q}");
    }
}

fn names(found: &Found) -> Vec<String> {
    let name = |hit: &serde_json::Value| hit["name"].as_str().or(hit["project_name"].as_str()).unwrap().to_owned();
    found.hits.iter().map(name).collect()
}

const JINGWEI: &str = "吉首市经纬测绘有限公司";
const TIANMU: &str = "吉首市天目测绘有限公司";
const DIPING: &str = "吉首市地平测绘有限公司";
const GREEN: &str = "湘西青山生态咨询有限公司";
const BOOKS: &str = "凤凰县诚信会计服务部";
const COST: &str = "长沙重山造价咨询有限公司";

/// The whole contract.
async fn contract<E: Engine>(engine: E) {
    engine.apply(Batch { puts: county(), next_index: Some(7), ..Batch::default() }).await.unwrap();
    let golden = Golden { engine };
    words_names_and_synonyms(&golden).await;
    pinyin_and_initials(&golden).await;
    codes(&golden).await;
    ranking_and_sorts(&golden).await;
    filters_and_facets(&golden).await;
    pages(&golden).await;
    hostile_input(&golden).await;
    changes(&golden).await;
    rebuild(&golden).await;
}

async fn words_names_and_synonyms<E: Engine>(golden: &Golden<E>) {
    golden.exactly(Kind::Agencies, "测绘", &[JINGWEI, TIANMU, DIPING]).await;
    golden.first(Kind::Agencies, "吉首市天目测绘有限公司", TIANMU).await;
    golden.exactly(Kind::Agencies, "天目", &[TIANMU]).await;
    golden.exactly(Kind::Agencies, "测绘 经纬", &[JINGWEI]).await;
    golden.exactly(Kind::Agencies, "測繪 經緯", &[JINGWEI]).await;
    golden.exactly(Kind::Agencies, "环评", &[GREEN]).await;
    golden.exactly(Kind::Agencies, "环境影响评价", &[GREEN]).await;
    golden.exactly(Kind::Agencies, "水保方案", &[GREEN]).await;
    golden.exactly(Kind::Agencies, "代账", &[BOOKS]).await;
    golden.exactly(Kind::Agencies, "代理记账", &[BOOKS]).await;
    golden.exactly(Kind::Agencies, "凤凰", &[BOOKS]).await;
    golden.first(Kind::Notices, "水保", "吉首市乾州街道老旧小区排水管网改造工程水土保持方案").await;
    golden.first(Kind::Notices, "环评 垃圾中转站", "吉首市马颈坳镇垃圾中转站环境影响评价").await;
    golden.exactly(Kind::Notices, "文旅局", &["峒河沿岸风貌提升"]).await;
    golden.exactly(Kind::Notices, "踏勘", &["峒河沿岸风貌提升"]).await;
    golden.first(Kind::Awards, "经纬", "矮寨镇村庄房屋测绘").await;
    golden.first(Kind::Services, "水保", "水土保持方案报告书/表").await;
    // A part of a name that begins and ends within words.
    golden.exactly(Kind::Agencies, "山生态咨", &[GREEN]).await;
    golden.exactly(Kind::Notices, "转站环境影", &["吉首市马颈坳镇垃圾中转站环境影响评价"]).await;
    // Nothing has all of it: the nearest is shown, and said to be.
    let found = golden.ask(Kind::Agencies, Asked { q: "天目测绘火星分公司".into(), ..Asked::default() }).await;
    assert!(found.relaxed);
    assert_eq!(names(&found).first().map(String::as_str), Some(TIANMU));
    let found = golden.ask(Kind::Agencies, Asked { q: "阿波罗".into(), ..Asked::default() }).await;
    assert_eq!((found.total, found.relaxed), (0, false));
}

async fn pinyin_and_initials<E: Engine>(golden: &Golden<E>) {
    golden.exactly(Kind::Agencies, "cehui", &[JINGWEI, TIANMU, DIPING]).await;
    golden.exactly(Kind::Agencies, "tianmu", &[TIANMU]).await;
    golden.exactly(Kind::Agencies, "tian mu", &[TIANMU]).await;
    golden.exactly(Kind::Agencies, "TIANMUCE", &[TIANMU]).await;
    golden.exactly(Kind::Agencies, "jwch", &[JINGWEI]).await;
    golden.exactly(Kind::Agencies, "kuaiji", &[BOOKS]).await;
    golden.exactly(Kind::Agencies, "chongshan", &[COST]).await;
    let names = golden.names(Kind::Agencies, "ch").await;
    for name in [JINGWEI, TIANMU] {
        assert!(names.iter().take(3).any(|it| it == name), "ch: {names:?}");
    }
    // One letter wrong.
    golden.first(Kind::Agencies, "tianmy", TIANMU).await;
}

async fn codes<E: Engine>(golden: &Golden<E>) {
    golden.exactly(Kind::Agencies, "91433101MADEM002XR", &[TIANMU]).await;
    golden.exactly(Kind::Agencies, "91433101madem002xr", &[TIANMU]).await;
    golden.exactly(Kind::Agencies, "９１４３３１０１ＭＡＤＥＭ００２ＸＲ", &[TIANMU]).await;
    golden.exactly(Kind::Agencies, "91430100", &[COST]).await;
    golden.first(Kind::Notices, "433101-20261110-0002", "吉首市马颈坳镇垃圾中转站环境影响评价").await;
    golden.first(Kind::Awards, "ZX-433101-20261101-0004", "矮寨镇村庄房屋测绘").await;
    golden.first(Kind::Awards, "91433101MADEM00112", "矮寨镇村庄房屋测绘").await;
}

async fn ranking_and_sorts<E: Engine>(golden: &Golden<E>) {
    // Alike in words: who cannot take work comes last, whatever its credit; then the better credit.
    assert_eq!(golden.names(Kind::Agencies, "测绘").await, [TIANMU, JINGWEI, DIPING]);
    let all = golden.names(Kind::Agencies, "").await;
    assert_eq!(
        (all.len(), all.first().map(String::as_str), all.last().map(String::as_str)),
        (6, Some(TIANMU), Some(DIPING))
    );
    let sorted = |sort: &str| Asked { sort: Some(sort.into()), ..Asked::default() };
    assert_eq!(
        names(&golden.ask(Kind::Notices, sorted("closing")).await),
        [
            "吉首市马颈坳镇垃圾中转站环境影响评价",
            "峒河沿岸风貌提升",
            "吉首市乾州街道老旧小区排水管网改造工程水土保持方案"
        ]
    );
    golden.first(Kind::Notices, "", "峒河沿岸风貌提升").await;
    assert_eq!(names(&golden.ask(Kind::Notices, sorted("amount")).await)[0], "吉首市马颈坳镇垃圾中转站环境影响评价");
    assert_eq!(names(&golden.ask(Kind::Agencies, sorted("credit")).await)[0], DIPING);
}

async fn filters_and_facets<E: Engine>(golden: &Golden<E>) {
    let filtered = |q: &str, facets: &[(&str, &str)]| Asked {
        q: q.into(),
        facets: facets.iter().map(|(facet, values)| ((*facet).into(), (*values).into())).collect::<BTreeMap<_, _>>(),
        ..Asked::default()
    };
    let found = golden.ask(Kind::Agencies, filtered("", &[("division", "433123")])).await;
    assert_eq!(names(&found), [BOOKS]);
    let found = golden.ask(Kind::Agencies, filtered("", &[("division", "433100")])).await;
    assert_eq!(found.total, 6, "a place holds what lies below it");
    let found = golden.ask(Kind::Agencies, filtered("", &[("item", "E02,M01"), ("able", "yes")])).await;
    assert_eq!(found.total, 2, "one value of each facet");
    let found = golden.ask(Kind::Agencies, filtered("", &[("resident", "true")])).await;
    assert_eq!(names(&found), [TIANMU]);
    let found = golden.ask(Kind::Notices, filtered("吉首", &[("state", "published")])).await;
    assert_eq!(found.total, 2);
    let found = golden.ask(Kind::Agencies, filtered("测绘", &[])).await;
    assert_eq!(found.facets["state"], [("active".to_owned(), 2), ("suspended".to_owned(), 1)]);
    assert_eq!(found.facets["group"], [("C".to_owned(), 3)]);
    let found = golden.ask(Kind::Agencies, filtered("", &[])).await;
    assert_eq!(found.facets["division"].iter().find(|it| it.0 == "430000").unwrap().1, 6);
    let unknown =
        Query::new(Kind::Agencies, filtered("", &[("colour", "red")]), Settings::built_in().unwrap()).unwrap_err();
    assert_eq!((unknown.parameter.as_str(), unknown.code), ("colour", "unknown_filter"));
    let odd =
        Query::new(Kind::Agencies, filtered("", &[("item", "\" OR 1=1")]), Settings::built_in().unwrap()).unwrap_err();
    assert_eq!(odd.code, "invalid_value");
}

async fn pages<E: Engine>(golden: &Golden<E>) {
    let settings = Settings::built_in().unwrap();
    let mut seen = Vec::new();
    let mut cursor = None;
    loop {
        let asked = Asked { limit: Some(2), cursor: cursor.take(), ..Asked::default() };
        let query = Query::new(Kind::Agencies, asked, settings).unwrap();
        let found = golden.engine.search(query.clone()).await.unwrap();
        seen.extend(names(&found));
        cursor = query.next_cursor(found.hits.len(), found.total, settings);
        if cursor.is_none() {
            break;
        }
    }
    assert_eq!(seen.len(), 6);
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen.len(), 6, "pages do not overlap");
    for asked in [
        Asked { limit: Some(0), ..Asked::default() },
        Asked { limit: Some(101), ..Asked::default() },
        Asked { cursor: Some("40".into()), ..Asked::default() },
        Asked { cursor: Some("p999999".into()), ..Asked::default() },
        Asked { sort: Some("price".into()), ..Asked::default() },
    ] {
        assert!(Query::new(Kind::Agencies, asked, settings).is_err());
    }
}

async fn hostile_input<E: Engine>(golden: &Golden<E>) {
    let long = "测绘 a\" OR *:* ".repeat(1_000);
    for q in [
        long.as_str(),
        &"a".repeat(10_000),
        &"测".repeat(10_000),
        &"1 ".repeat(5_000),
        "\u{0}\u{1}\u{7f}\u{202e}",
        "\" AND name:(* OR -",
        "-测绘",
        "\\",
        "/.*/",
        "[a TO z]^5~2",
        "😀🧑‍🤝‍🧑",
        "的",
        "   \t\n",
        "<script>alert(1)</script>",
        "'; DROP TABLE agency; --",
    ] {
        for &kind in Kind::ALL {
            golden.ask(kind, Asked { q: q.into(), ..Asked::default() }).await;
        }
    }
}

async fn changes<E: Engine>(golden: &Golden<E>) {
    let renamed = agency(6, "91430100MADEM2017F", "长沙新名造价咨询有限公司", Vec::new()).index();
    let batch = Batch { puts: vec![renamed], deletes: vec![(Kind::Agencies, id(5))], next_index: Some(9) };
    golden.engine.apply(batch.clone()).await.unwrap();
    golden.engine.apply(batch).await.unwrap();
    golden.exactly(Kind::Agencies, "凤凰", &[]).await;
    golden.exactly(Kind::Agencies, "重山", &[]).await;
    golden.exactly(Kind::Agencies, "新名", &["长沙新名造价咨询有限公司"]).await;
    assert_eq!(golden.names(Kind::Agencies, "").await.len(), 5);
    assert!(golden.engine.cursor().await.unwrap().is_none_or(|cursor| cursor == 9));
}

async fn rebuild<E: Engine>(golden: &Golden<E>) {
    let fresh = golden.engine.fresh().await.unwrap();
    assert!(fresh.cursor().await.unwrap().is_none_or(|cursor| cursor == 0));
    fresh.apply(Batch { puts: county(), next_index: Some(20), ..Batch::default() }).await.unwrap();
    assert_eq!(golden.names(Kind::Agencies, "").await.len(), 5, "the old one answers until the new one is whole");
    golden.engine.adopt(fresh).await.unwrap();
    assert_eq!(golden.names(Kind::Agencies, "").await.len(), 6);
    assert!(golden.engine.cursor().await.unwrap().is_none_or(|cursor| cursor == 20));
    golden.engine.apply(Batch { deletes: vec![(Kind::Agencies, id(1))], ..Batch::default() }).await.unwrap();
    assert_eq!(golden.names(Kind::Agencies, "").await.len(), 5);
}

#[tokio::test]
async fn the_embedded_engine_keeps_the_contract() {
    let dir = tempfile::tempdir().unwrap();
    contract(Embedded::open(dir.path()).await.unwrap()).await;
}

#[tokio::test]
async fn meilisearch_keeps_the_contract() {
    let Ok(url) = std::env::var("MEILI_URL") else {
        eprintln!("MEILI_URL is not set: Meilisearch is not tested");
        return;
    };
    let key = std::env::var("MEILI_KEY").ok();
    let prefix = format!("jishi_test_{}", std::process::id());
    let engine = Meili::new(&url, key.as_deref(), &prefix).unwrap();
    engine.prepare().await.unwrap();
    contract(engine.clone()).await;
    engine.remove().await.unwrap();
}

#[tokio::test]
async fn the_embedded_index_and_its_cursor_survive_a_restart_and_follow_a_rebuild_by_another_process() {
    let dir = tempfile::tempdir().unwrap();
    let engine = Embedded::open(dir.path()).await.unwrap();
    engine.apply(Batch { puts: county(), next_index: Some(7), ..Batch::default() }).await.unwrap();
    drop(engine);
    let server = Golden { engine: Embedded::open(dir.path()).await.unwrap() };
    assert_eq!(server.engine.cursor().await.unwrap(), Some(7));
    server.exactly(Kind::Agencies, "天目", &[TIANMU]).await;

    let command = Embedded::open(dir.path()).await.unwrap();
    let fresh = command.fresh().await.unwrap();
    fresh.apply(Batch { puts: vec![county().remove(0)], next_index: Some(8), ..Batch::default() }).await.unwrap();
    command.adopt(fresh).await.unwrap();
    assert_eq!(server.engine.cursor().await.unwrap(), Some(8));
    server.exactly(Kind::Agencies, "", &[JINGWEI]).await;
}
