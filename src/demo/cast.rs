//! Who takes part in the demo year: fictional agencies and clients of Jishou and its neighbours.

use rand::RngExt;
use rand::rngs::ChaCha20Rng;
use rand::seq::{IndexedRandom, SliceRandom};

use crate::core::uscc::{Uscc, UsccError};
use crate::parties::registry::UnitType;

/// The seed's numbers (the town this product was first made for, 2025).
pub const AGENCIES: usize = 114;
pub const CLIENTS: usize = 158;
/// Agencies with a counter in the physical store.
pub const RESIDENTS: usize = 5;

/// Towns and streets of Jishou, whose names begin most clients and projects.
pub const PLACES: &[&str] = &[
    "乾州街道",
    "峒河街道",
    "镇溪街道",
    "石家冲街道",
    "双塘街道",
    "吉凤街道",
    "矮寨镇",
    "马颈坳镇",
    "河溪镇",
    "丹青镇",
    "太平镇",
    "己略乡",
];

/// A kind of agency: what its name ends in, its USCC's first two characters, and the catalogue groups it works in.
struct Trade {
    suffix: &'static str,
    kind: &'static str,
    groups: &'static [char],
    count: usize,
}

const TRADES: &[Trade] = &[
    Trade { suffix: "测绘有限公司", kind: "91", groups: &['C'], count: 18 },
    Trade { suffix: "地理信息工程有限公司", kind: "91", groups: &['C', 'D'], count: 8 },
    Trade { suffix: "工程造价咨询有限公司", kind: "91", groups: &['H'], count: 20 },
    Trade { suffix: "项目管理有限公司", kind: "91", groups: &['H', 'A'], count: 10 },
    Trade { suffix: "工程咨询有限公司", kind: "91", groups: &['A', 'F'], count: 9 },
    Trade { suffix: "环保科技有限公司", kind: "91", groups: &['E', 'F'], count: 12 },
    Trade { suffix: "水利勘测设计有限公司", kind: "91", groups: &['F', 'B'], count: 5 },
    Trade { suffix: "建筑设计有限公司", kind: "91", groups: &['B'], count: 6 },
    Trade { suffix: "检测技术有限公司", kind: "91", groups: &['I', 'E'], count: 8 },
    Trade { suffix: "安全技术服务有限公司", kind: "91", groups: &['J', 'I'], count: 5 },
    Trade { suffix: "会计师事务所（普通合伙）", kind: "91", groups: &['K', 'H'], count: 6 },
    Trade { suffix: "律师事务所", kind: "31", groups: &['L'], count: 3 },
    Trade { suffix: "档案服务部", kind: "92", groups: &['M'], count: 2 },
    Trade { suffix: "信息安全测评有限公司", kind: "91", groups: &['N', 'M'], count: 2 },
];

const BRANDS: &[&str] = &[
    "武陵",
    "峒河",
    "金鞭",
    "远图",
    "经纬",
    "鼎正",
    "华地",
    "中衡",
    "天成",
    "润泽",
    "山水",
    "宏景",
    "诚信达",
    "博远",
    "恒泰",
    "青石",
    "云岭",
    "正方",
    "湘源",
    "锦程",
    "瑞丰",
    "立诚",
    "同创",
    "明德",
    "众合",
    "方圆",
    "金桥",
    "华信",
    "新纪元",
    "四方",
    "启航",
    "安达",
    "卓越",
    "盛世",
    "永信",
    "泰和",
    "德邦",
    "嘉禾",
    "星辰",
    "大地",
];

const SEATS: &[(&str, &str, u32)] = &[
    ("433101", "吉首", 46),
    ("433123", "凤凰", 8),
    ("433124", "花垣", 6),
    ("433127", "永顺", 6),
    ("433130", "龙山", 6),
    ("430100", "长沙", 20),
    ("431200", "怀化", 12),
    ("430800", "张家界", 10),
];

const SURNAMES: &[&str] =
    &["石", "龙", "吴", "麻", "田", "向", "彭", "张", "李", "杨", "罗", "周", "滕", "符", "梁", "唐", "尹", "邓"];

/// An agency to register.
#[derive(Debug, Clone)]
pub struct AgencyPart {
    pub login: String,
    pub uscc: Uscc,
    pub name: String,
    pub division_code: &'static str,
    pub contact: String,
    pub phone: String,
    pub groups: &'static [char],
}

/// A client to register.
#[derive(Debug, Clone)]
pub struct ClientPart {
    pub login: String,
    pub uscc: Uscc,
    pub name: String,
    pub unit_type: UnitType,
    pub contact: String,
    pub phone: String,
    /// Begins the names of its projects.
    pub place: String,
}

/// The agencies, in the order they register.
pub fn agencies(rng: &mut ChaCha20Rng) -> Result<Vec<AgencyPart>, UsccError> {
    let mut trades: Vec<&Trade> = TRADES.iter().flat_map(|trade| std::iter::repeat_n(trade, trade.count)).collect();
    trades.shuffle(rng);
    let mut used = std::collections::HashSet::new();
    trades
        .into_iter()
        .take(AGENCIES)
        .enumerate()
        .map(|(index, trade)| {
            let number = index + 1;
            let (name, division_code) = loop {
                let seat = SEATS.choose_weighted(rng, |seat| seat.2).unwrap_or(&SEATS[0]);
                let brand = BRANDS.choose(rng).unwrap_or(&BRANDS[0]);
                let name = format!("{}（演示）{brand}{}", seat.1, trade.suffix);
                if used.insert(name.clone()) {
                    break (name, seat.0);
                }
            };
            Ok(AgencyPart {
                login: format!("agency{number:03}"),
                uscc: Uscc::compose(&format!("{}{division_code}", trade.kind), &format!("MADEM{number:03}"))?,
                name,
                division_code,
                contact: contact(rng),
                phone: phone(number),
                groups: trade.groups,
            })
        })
        .collect()
}

/// The clients, in the order they register.
pub fn clients(rng: &mut ChaCha20Rng) -> Result<Vec<ClientPart>, UsccError> {
    let mut clients = Vec::with_capacity(CLIENTS);
    for (number, (name, unit_type, kind, place)) in client_names().into_iter().take(CLIENTS).enumerate() {
        let number = number + 201;
        clients.push(ClientPart {
            login: String::new(),
            uscc: Uscc::compose(&format!("{kind}433101"), &format!("MADEM{number:03}"))?,
            name,
            unit_type,
            contact: contact(rng),
            phone: phone(number),
            place,
        });
    }
    clients.shuffle(rng);
    // Logins follow the order of registration, so that client001 is a client of the whole year.
    for (index, client) in clients.iter_mut().enumerate() {
        client.login = format!("client{:03}", index + 1);
    }
    Ok(clients)
}

fn client_names() -> Vec<(String, UnitType, &'static str, String)> {
    const BUREAUS: &[&str] = &[
        "住房和城乡建设局",
        "自然资源局",
        "水利局",
        "农业农村局",
        "教育和体育局",
        "卫生健康局",
        "交通运输局",
        "财政局",
        "林业局",
        "应急管理局",
        "文化旅游广电局",
        "民政局",
        "发展和改革局",
        "城市管理局",
        "市场监督管理局",
        "乡村振兴服务中心",
        "公路建设养护中心",
        "城市建设服务中心",
        "政务服务中心",
        "重点项目事务中心",
    ];
    const VILLAGES: &[&str] = &["坪朗村", "家庭村", "德夯村", "中黄村", "小溪村", "关侯村", "隘口村", "齐心村"];
    const COMPANIES: &[&str] = &[
        "华泰城市投资有限公司",
        "旅游开发有限公司",
        "自来水有限公司",
        "农业发展有限公司",
        "公共交通有限公司",
        "新能源科技有限公司",
        "食品有限公司",
        "物业管理有限公司",
    ];
    let mut names = Vec::new();
    for bureau in BUREAUS {
        let (unit, kind) =
            if bureau.ends_with("中心") { (UnitType::Institution, "12") } else { (UnitType::Government, "11") };
        names.push((format!("吉首市（演示）{bureau}"), unit, kind, "吉首市".to_owned()));
    }
    for (index, company) in COMPANIES.iter().enumerate() {
        let unit = if index < 5 { UnitType::StateCompany } else { UnitType::PrivateCompany };
        names.push((format!("吉首市（演示）{company}"), unit, "91", "吉首市".to_owned()));
    }
    for place in PLACES {
        let plain = place.trim_end_matches("街道").trim_end_matches('镇').trim_end_matches('乡');
        let seat = if place.ends_with("街道") { format!("{place}办事处") } else { format!("{place}人民政府") };
        names.push((format!("吉首市（演示）{seat}"), UnitType::Government, "11", (*place).to_owned()));
        names.push((format!("吉首市（演示）{plain}中心小学"), UnitType::Institution, "12", format!("{plain}中心小学")));
        names.push((format!("吉首市（演示）{plain}卫生院"), UnitType::Institution, "12", format!("{plain}卫生院")));
        names.push((
            format!("吉首市（演示）{plain}农村综合服务中心"),
            UnitType::Institution,
            "12",
            (*place).to_owned(),
        ));
        for village in VILLAGES {
            names.push((
                format!("吉首市（演示）{place}{village}村民委员会"),
                UnitType::VillageCommittee,
                "54",
                format!("{place}{village}"),
            ));
        }
    }
    names
}

fn contact(rng: &mut ChaCha20Rng) -> String {
    let surname = SURNAMES.choose(rng).unwrap_or(&SURNAMES[0]);
    let title = if rng.random_bool(0.5) { "女士" } else { "先生" };
    format!("{surname}{title}")
}

/// Numbers of a block that is not given out.
fn phone(number: usize) -> String {
    format!("0743-0000{number:03}")
}
