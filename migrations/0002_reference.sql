-- Reference data. Rows come from data/*.csv at start-up, so that a correction is a reviewed change of a data file.

CREATE TABLE division (
    code        text PRIMARY KEY CHECK (code ~ '^[0-9]{6}$'),
    parent_code text REFERENCES division,
    name        text NOT NULL,
    short_name  text NOT NULL
);
CREATE INDEX division_parent_code ON division (parent_code);
COMMENT ON TABLE division IS 'GB/T 2260 divisions; tenants are nodes of this tree.';

CREATE TABLE calendar_year (
    year        integer PRIMARY KEY,
    provisional boolean NOT NULL,
    source      text NOT NULL
);
COMMENT ON TABLE calendar_year IS 'Years whose working days are known. provisional: weekends and fixed statutory days only, until the official notice is loaded.';

CREATE TABLE calendar_exception (
    day     date PRIMARY KEY,
    working boolean NOT NULL
);
COMMENT ON TABLE calendar_exception IS 'Days the official notice names: holidays (false, weekends within them included) and make-up working days (true).';

CREATE TABLE catalog_group (
    code text PRIMARY KEY,
    name text NOT NULL,
    name_en text NOT NULL,
    regulator text NOT NULL
);
COMMENT ON TABLE catalog_group IS 'Coarse service type (服务类型), letters A to N of domain.md §5.';

CREATE TABLE qualification_kind (
    code    text PRIMARY KEY,
    name    text NOT NULL,
    name_en text NOT NULL
);
COMMENT ON TABLE qualification_kind IS 'Kinds of qualification certificate that a catalog item may ask for.';

CREATE TABLE catalog_item (
    code               text PRIMARY KEY,
    group_code         text NOT NULL REFERENCES catalog_group,
    name               text NOT NULL,
    name_en            text NOT NULL,
    qualification      text NOT NULL,
    qualification_kind text REFERENCES qualification_kind,
    qualification_grade smallint,
    fee_low_fen        bigint,
    fee_high_fen       bigint,
    fee_note           text NOT NULL DEFAULT '',
    days               integer,
    days_note          text NOT NULL DEFAULT '',
    aliases            text[] NOT NULL DEFAULT '{}',
    CHECK (fee_low_fen <= fee_high_fen)
);
CREATE INDEX catalog_item_group_code ON catalog_item (group_code);
CREATE INDEX catalog_item_qualification_kind ON catalog_item (qualification_kind);
COMMENT ON TABLE catalog_item IS 'Catalogue of intermediary services (中介服务事项目录).';
COMMENT ON COLUMN catalog_item.qualification IS 'Requirement in words';
COMMENT ON COLUMN catalog_item.qualification_kind IS 'Certificate that must be on file; NULL: ability is pledged only';
COMMENT ON COLUMN catalog_item.qualification_grade IS 'Lowest accepted grade, 1 = 甲 (best), 2 = 乙, 3 = 丙; NULL: any';
COMMENT ON COLUMN catalog_item.fee_low_fen IS 'Indicative market band in fen, not a tariff';
COMMENT ON COLUMN catalog_item.days IS 'Typical working days; NULL with days_note where it is a period (year, project)';
