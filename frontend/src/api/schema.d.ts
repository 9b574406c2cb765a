export interface paths {
    "/api/v1/agencies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The register of agencies, public; the newest first. */
        get: {
            parameters: {
                query?: {
                    /** @description GB/T 2260; a province or prefecture stands for all below it. */
                    division?: string;
                    /** @description Code of a catalog item offered. */
                    item?: string;
                    /** @description Code of a kind of qualification on file. */
                    qualification?: string;
                    state?: components["schemas"]["AgencyState"];
                    /** @description Only residents of the physical store (true), or only others. */
                    resident?: boolean;
                    /** @description Part of the name, or the beginning of the code. */
                    q?: string;
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    /** @description Rows wanted, 1 to 100; 20 unless said. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_AgencyRow"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agencies/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An agency's page, public. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The agency */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        /** @description Row version and a hash of the content; also taken as `If-Match` */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Agency"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes the agency's own profile. What is not sent stays. */
        patch: {
            parameters: {
                query?: never;
                header: {
                    /** @description Version seen */
                    "If-Match": string;
                };
                path: {
                    /** @description The agency */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ProfileChange"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Agency"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/agencies/{id}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Records the operator's form check of an entry. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The agency */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["FormCheck"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Agency"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agencies/{id}/practitioners": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Registers a practitioner. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The agency */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewPractitioner"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Agency"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agencies/{id}/practitioners/{practitioner_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Takes a practitioner off the list. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The agency */
                    id: string;
                    /** @description The person */
                    practitioner_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Agency"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agencies/{id}/qualifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Puts a certificate on file. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The agency */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewQualification"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Agency"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agencies/{id}/qualifications/{qualification_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Takes a certificate off the file. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The agency */
                    id: string;
                    /** @description The certificate */
                    qualification_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Agency"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agencies/{id}/record": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What an agency has done here. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AgencyRecord"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agencies/{id}/residency": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Gives an agency a counter in the physical store, or takes it back. */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The agency */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Residency"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Agency"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agencies/{id}/services": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Replaces the list of services. */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The agency */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Services"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Agency"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/amounts/parse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** How an amount is understood. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WrittenAmount"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AmountView"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assessor-registrations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Registers an assessor, who is signed in at once and waits for the operator. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["AssessorRegistration"];
                };
            };
            responses: {
                /** @description Registered and signed in */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Session"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assessors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Assessors, to operator and supervisor; the newest first. */
        get: {
            parameters: {
                query?: {
                    /** @description Only those who stand so. */
                    state?: components["schemas"]["AssessorState"];
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    /** @description Rows wanted, 1 to 100; 20 unless said. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_Assessor"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assessors/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The acting assessor's own entry. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Assessor"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assessors/{id}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The operator's decision about an assessor. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["AssessorDecision"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Assessor"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/awards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Awards, newest first. */
        get: {
            parameters: {
                query?: {
                    /** @description Selection method. */
                    method?: components["schemas"]["Method"];
                    /** @description Code of a catalog item. */
                    item?: string;
                    /** @description GB/T 2260 code; the divisions below count, too. */
                    division?: string;
                    /** @description Id of a client. */
                    client?: string;
                    /** @description Id of an agency. */
                    agency?: string;
                    /** @description Id of a notice: the awards of all its rounds. */
                    notice?: string;
                    /** @description State of the round. */
                    state?: components["schemas"]["RoundState"];
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    /** @description Rows wanted, 1 to 100; 20 unless said. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_AwardRow"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/awards/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One award. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Award"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/awards/{id}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The winner confirms; the contract is drafted. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Award"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/awards/{id}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The winner declines; the next-ranked follows, or the round fails. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DeclineAward"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Award"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/awards/{id}/evidence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The evidence file: canonical JSON (RFC 8785), the same bytes at every call. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Evidence"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/awards/{id}/letter": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The award letter. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AwardLetter"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calendar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which years are known. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["KnownYears"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calendar/working-days": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The deadline after some working days. */
        get: {
            parameters: {
                query: {
                    /** @description The day that does not count; today unless said. */
                    from?: string;
                    /** @description Working days, 1 to 250. */
                    days: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DeadlineView"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calendar/{year}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A year's working days. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    year: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CalendarYear"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        /** The operator loads a year of working days. */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    year: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["LoadYear"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CalendarYear"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalog-groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The service types. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Whole_CatalogGroup"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalog-items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The catalogue. */
        get: {
            parameters: {
                query?: {
                    /** @description Letter of a service type. */
                    group?: string;
                    /** @description Part of a code, a name or another name. */
                    q?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Whole_CatalogItem"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalog-items/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An item's page. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    code: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CatalogItemPage"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/clients": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The register of clients, public; the newest first. */
        get: {
            parameters: {
                query?: {
                    /** @description GB/T 2260; a province or prefecture stands for all below it. */
                    division?: string;
                    /** @description Part of the name, or the beginning of the code. */
                    q?: string;
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    /** @description Rows wanted, 1 to 100; 20 unless said. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_ClientRow"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/clients/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A client's page, public. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The client */
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        /** @description Row version and a hash of the content; also taken as `If-Match` */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Client"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes the client's own profile. What is not sent stays. */
        patch: {
            parameters: {
                query?: never;
                header: {
                    /** @description Version seen */
                    "If-Match": string;
                };
                path: {
                    /** @description The client */
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ProfileChange"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Client"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/clients/{id}/record": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a client has done here. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ClientRecord"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contracts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Contracts, newest first. */
        get: {
            parameters: {
                query?: {
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    /** @description Rows wanted, 1 to 100; 20 unless said. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_ContractRow"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contracts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A contract with its deliverables and payments. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Contract"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes the draft. */
        patch: {
            parameters: {
                query?: never;
                header: {
                    /** @description Version seen */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ContractChange"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Contract"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/contracts/{id}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirms the text as it stands. `If-Match`, where given, makes sure that it is the text the caller has read. */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /** @description Version seen */
                    "If-Match"?: string | null;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Contract"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contracts/{id}/deliverables": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hands in a result. */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string | null;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Delivery"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Contract"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contracts/{id}/deliverables/{deliverable_id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accepts a result. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    deliverable_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Acceptance"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Contract"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contracts/{id}/deliverables/{deliverable_id}/send-back": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a result back. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    deliverable_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Rejection"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Contract"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contracts/{id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Files the contract. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Filing"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Contract"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contracts/{id}/payments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Records a payment; it counts once the agency has confirmed it. */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string | null;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PaymentRecord"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Contract"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contracts/{id}/payments/{payment_id}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirms a payment. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    payment_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Contract"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contracts/{id}/payments/{payment_id}/dispute": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Disputes a payment. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    payment_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Dispute"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Contract"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/divisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every division, by code. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Whole_Division"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Uploads a file, as the raw body; it hangs on nothing yet and only its uploader sees it. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description Name of the file, percent-encoded UTF-8 */
                    "X-File-Name": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/octet-stream": components["schemas"]["RawFile"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FileView"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/files/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Downloads a file. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/octet-stream": components["schemas"]["RawFile"];
                    };
                };
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** History of a resource, newest first. */
        get: {
            parameters: {
                query: {
                    /** @description Id of a notice, agency, client, award or contract. */
                    about: string;
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_HistoryItem"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The caller's messages, newest first. */
        get: {
            parameters: {
                query?: {
                    /** @description Only unread ones. */
                    unread?: boolean;
                    cursor?: string;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_Message"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inbox/read-all": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Marks every message as read. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Unread"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inbox/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The unread count, at once and whenever it changes (`event: inbox`, `{"unread": 3}`), and the index of the newest public entry of
         *     the journal whenever there is another (`event: tail`, `{"index": 41}`). It ends after ten minutes and at shutdown; open it again.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/event-stream": string;
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inbox/unread": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many of the caller's messages are unread. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Unread"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inbox/{id}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Marks a message as read. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Unread"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/installation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What this installation is. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Installation"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ledger/agencies/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Statement of an agency. */
        get: {
            parameters: {
                query?: {
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    /** @description Rows wanted, 1 to 100; 20 unless said. */
                    limit?: number;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LedgerPage"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ledger/clients/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Statement of a client. */
        get: {
            parameters: {
                query?: {
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    /** @description Rows wanted, 1 to 100; 20 unless said. */
                    limit?: number;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LedgerPage"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ledger/contracts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Statement of a contract. */
        get: {
            parameters: {
                query?: {
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    /** @description Rows wanted, 1 to 100; 20 unless said. */
                    limit?: number;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LedgerPage"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ledger/totals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Public totals of all entries. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LedgerTotals"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The signed head of the log. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LogHead"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/log/consistency": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** That the log of one size continues the log of a smaller one. */
        get: {
            parameters: {
                query: {
                    /** @description The older size, at least 1. */
                    from: number;
                    /** @description The newer size; that of the last checkpoint unless said. */
                    to?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Consistency"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/log/leaves": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Leaves of the log that a checkpoint covers, newest first. */
        get: {
            parameters: {
                query?: {
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    /** @description Rows wanted, 1 to 100; 20 unless said. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_LogLeaf"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/log/leaves/{index}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One leaf of the log. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    index: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LogLeaf"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/log/leaves/{index}/proof": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** That a leaf is in the log: a C2SP `tlog-proof`, which needs no server to be checked. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    index: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/plain": string;
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The signed-in person, and in which membership they act. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Me"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Published notices. */
        get: {
            parameters: {
                query?: {
                    /** @description State of the newest published round. */
                    state?: "draft" | "in_review" | "returned" | "published" | "closed" | "selecting" | "publicity" | "awarded" | "contracted" | "in_service" | "delivered" | "accepted" | "rated" | "archived" | "withdrawn" | "failed" | "cancelled" | "voided" | "terminated";
                    /** @description Selection method. */
                    method?: "direct" | "draw" | "price" | "reverse_auction" | "reference_price" | "credit_merit" | "proposal_merit";
                    /** @description Code of a catalog item. */
                    item?: string;
                    /** @description Letter of a service type. */
                    group?: string;
                    /** @description A division and all below it. */
                    division?: string;
                    /** @description Id of a client. */
                    client?: string;
                    /** @description Sign-up ends before this instant. */
                    closing_before?: string;
                    /** @description The winner is found at this instant or later. */
                    select_from?: string;
                    /** @description The winner is found before this instant. */
                    select_before?: string;
                    /** @description With fiscal money, or without; neither finds imported notices, which do not say. */
                    fiscal?: boolean;
                    /** @description Order. */
                    sort?: "published" | "closing";
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    /** @description Rows wanted, 1 to 100; 20 unless said. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_NoticeRow"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        /** Makes a draft. */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string | null;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NoticeContent"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Notice"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notices/assess": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What would come of a notice; nothing is stored. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NoticeContent"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Assessment"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notices/mine": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The acting client's notices, drafts included. */
        get: {
            parameters: {
                query?: {
                    /** @description State of the current round. */
                    state?: "draft" | "in_review" | "returned" | "published" | "closed" | "selecting" | "publicity" | "awarded" | "contracted" | "in_service" | "delivered" | "accepted" | "rated" | "archived" | "withdrawn" | "failed" | "cancelled" | "voided" | "terminated";
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    /** @description Rows wanted, 1 to 100; 20 unless said. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_NoticeRow"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notices/review-queue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What waits for the operator's review. */
        get: {
            parameters: {
                query?: {
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    /** @description Rows wanted, 1 to 100; 20 unless said. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_NoticeRow"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notices/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A notice. */
        get: {
            parameters: {
                query?: {
                    /** @description Number of a round, from 1; the newest that may be seen unless said. */
                    round?: number;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Notice"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notices/{id}/auction": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An auction. */
        get: {
            parameters: {
                query?: {
                    /** @description Number of a round, from 1; the newest published one unless said. */
                    round?: number;
                    /** @description Bids after this number; from the first on unless said. */
                    after?: number;
                    /** @description Bids wanted, 1 to 500; 200 unless said. */
                    limit?: number;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["AuctionView"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notices/{id}/auction/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * An auction as it goes on: `event: state` with how it stands, at once and when it opens, stops or ends; `event: bid` for each bid in order,
         *     its number as the id. It ends with the auction, after ten minutes, and at shutdown; open it again with `Last-Event-ID`.
         */
        get: {
            parameters: {
                query?: {
                    /** @description Number of a round, from 1; the newest published one unless said. */
                    round?: number;
                    /** @description Bids after this number; from the first on unless said here or in `Last-Event-ID`. */
                    after?: number;
                };
                header?: {
                    "Last-Event-ID"?: number | null;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/event-stream": string;
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notices/{id}/beacon": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The public number of a notice is entered. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["EnterBeacon"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Notice"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notices/{id}/bids": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Bids in a running auction. */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string | null;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PlaceBid"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BidView"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notices/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The client gives up a notice that failed, is a draft or was sent back. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Reason"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Notice"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notices/{id}/candidates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whom the client may pick, and what it should know before. */
        get: {
            parameters: {
                query?: {
                    /** @description In fen, where the notice names none. */
                    amount_fen?: number;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Candidates"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notices/{id}/draft": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The draft for its form, with what it lacks. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["NoticeDraft"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        /** Saves a draft; anything may still be missing. */
        put: {
            parameters: {
                query?: never;
                header: {
                    /** @description Version that is edited */
                    "If-Match": string;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NoticeContent"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["NoticeDraft"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notices/{id}/eligibility": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the acting agency may sign up. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Eligibility"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notices/{id}/low-price/justification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The entrant of a low price justifies it. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Justification"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Notice"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notices/{id}/low-price/verdict": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The client judges a low price. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["LowPriceVerdict"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Notice"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notices/{id}/next-round": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Announces a failed notice again. */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string | null;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NextRound"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Notice"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notices/{id}/proposal-files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The proposals that were scored, with who made them. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProposalFile"][];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notices/{id}/proposals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Uploads the encrypted file of a proposal, as the raw body: a PDF of at most 10 MiB, `ChaCha20-Poly1305` with the key in the sealed part, a
         *     nonce of zeros, aad `jishi-proposal/1\n{notice_code}\n{uscc}`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/octet-stream": components["schemas"]["RawFile"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["UploadedProposal"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notices/{id}/proposals/{label}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The PDF of a proposal by its number. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                    /** @description From 1 */
                    label: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/pdf": components["schemas"]["RawFile"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notices/{id}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The operator publishes a reviewed notice. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Notice"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notices/{id}/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The operator sends a notice back. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Reason"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Notice"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notices/{id}/scoring": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The task of the acting assessor. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Scoring"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        /** The acting assessor hands its sheet in; it is final. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Sheets"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Scoring"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notices/{id}/scoring/declaration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The acting assessor declares that it has no interest, or stands down. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Declaration"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Scoring"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notices/{id}/selection": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The client names the winner of a direct selection. */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string | null;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SelectAgency"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Award"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notices/{id}/sign-ups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Signs the acting agency up. */
        post: {
            parameters: {
                query?: never;
                header?: {
                    "Idempotency-Key"?: string | null;
                };
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SignUp"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SignUpView"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notices/{id}/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hands in a draft; it must be complete. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Notice"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notices/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The client takes an open notice back. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Reason"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Notice"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notices/{id}/witness-invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes links for the witnesses of a notice. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["InviteWitness"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WitnessInvitations"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/qualification-kinds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The kinds of qualification. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Whole_QualificationKind"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/registrations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Registers an agency or a client with its first person, who is signed in at once. An agency is active immediately
         *     and owes its documents within the working days of `owed_item_days`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Registration"];
                };
            };
            responses: {
                /** @description Registered and signed in */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Session"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/search/agencies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Agencies. Those that cannot take work rank below, and say why: in the items asked for, where a filter or the words name some. */
        get: {
            parameters: {
                query?: {
                    /** @description Words, pinyin, initials, a USCC or code, or a part of one. */
                    q?: string;
                    /** @description agencies: `credit`, `newest`; notices: `closing`, `newest`, `amount`; awards: `newest`, `amount`; by rank when left out. */
                    sort?: string;
                    /** @description Hits wanted, 1 to 100; 20 unless said. */
                    limit?: number;
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    /** @description Letter of a catalogue group. */
                    group?: string;
                    /** @description Code of a catalogue item. */
                    item?: string;
                    /** @description Code of a division; what lies below it is included. */
                    division?: string;
                    /** @description State of the agency, or of the notice's round. */
                    state?: string;
                    /** @description Selection method (notices, awards). */
                    method?: string;
                    /** @description Code of a catalogue item that the agency can take work in now (agencies). */
                    open?: string;
                    /** @description Kind of certificate on file (agencies). */
                    qualification?: string;
                    /** @description `yes`, `closed`, `no` (agencies). */
                    able?: string;
                    /** @description `true`, `false` (agencies). */
                    resident?: string;
                    /** @description `true`, `false` (notices). */
                    fiscal?: string;
                    /** @description Year of the award (awards). */
                    year?: string;
                    /** @description Id of the client (notices, awards). */
                    client?: string;
                    /** @description Id of the winner (awards). */
                    agency?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SearchPage_AgencyHit"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/search/awards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Awards. */
        get: {
            parameters: {
                query?: {
                    /** @description Words, pinyin, initials, a USCC or code, or a part of one. */
                    q?: string;
                    /** @description agencies: `credit`, `newest`; notices: `closing`, `newest`, `amount`; awards: `newest`, `amount`; by rank when left out. */
                    sort?: string;
                    /** @description Hits wanted, 1 to 100; 20 unless said. */
                    limit?: number;
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    /** @description Letter of a catalogue group. */
                    group?: string;
                    /** @description Code of a catalogue item. */
                    item?: string;
                    /** @description Code of a division; what lies below it is included. */
                    division?: string;
                    /** @description State of the agency, or of the notice's round. */
                    state?: string;
                    /** @description Selection method (notices, awards). */
                    method?: string;
                    /** @description Code of a catalogue item that the agency can take work in now (agencies). */
                    open?: string;
                    /** @description Kind of certificate on file (agencies). */
                    qualification?: string;
                    /** @description `yes`, `closed`, `no` (agencies). */
                    able?: string;
                    /** @description `true`, `false` (agencies). */
                    resident?: string;
                    /** @description `true`, `false` (notices). */
                    fiscal?: string;
                    /** @description Year of the award (awards). */
                    year?: string;
                    /** @description Id of the client (notices, awards). */
                    client?: string;
                    /** @description Id of the winner (awards). */
                    agency?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SearchPage_AwardHit"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/search/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Published notices. */
        get: {
            parameters: {
                query?: {
                    /** @description Words, pinyin, initials, a USCC or code, or a part of one. */
                    q?: string;
                    /** @description agencies: `credit`, `newest`; notices: `closing`, `newest`, `amount`; awards: `newest`, `amount`; by rank when left out. */
                    sort?: string;
                    /** @description Hits wanted, 1 to 100; 20 unless said. */
                    limit?: number;
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    /** @description Letter of a catalogue group. */
                    group?: string;
                    /** @description Code of a catalogue item. */
                    item?: string;
                    /** @description Code of a division; what lies below it is included. */
                    division?: string;
                    /** @description State of the agency, or of the notice's round. */
                    state?: string;
                    /** @description Selection method (notices, awards). */
                    method?: string;
                    /** @description Code of a catalogue item that the agency can take work in now (agencies). */
                    open?: string;
                    /** @description Kind of certificate on file (agencies). */
                    qualification?: string;
                    /** @description `yes`, `closed`, `no` (agencies). */
                    able?: string;
                    /** @description `true`, `false` (agencies). */
                    resident?: string;
                    /** @description `true`, `false` (notices). */
                    fiscal?: string;
                    /** @description Year of the award (awards). */
                    year?: string;
                    /** @description Id of the client (notices, awards). */
                    client?: string;
                    /** @description Id of the winner (awards). */
                    agency?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SearchPage_NoticeHit"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/search/ranking": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How results are ordered. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Ranking"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/search/suggestions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A few of each kind, while typing. */
        get: {
            parameters: {
                query?: {
                    /** @description The text so far. */
                    q?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Suggestions"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Signs in. After five wrong passwords in a row the next attempt has to wait up to 20 seconds (429);
         *     a browser in which this login has signed in before is counted for itself.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SignIn"];
                };
            };
            responses: {
                /** @description Signed in; the refresh token is in the cookie */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Session"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/current": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Ends the session of the access token and the one in the cookie; also when there is none any more. An access token
         *     already given out lives on for its few minutes.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Signed out */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A new access token. Needs the cookie that signing in has set; 401 `session_ended` when it is of no use any more. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Session"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/switch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Switches the session to another membership of the same person. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Switch"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Session"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The rules in force in a division; public, because they rule everybody. */
        get: {
            parameters: {
                query?: {
                    /** @description The installation's own division unless said. */
                    division?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SettingsView"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        /** The admin sets what a division overrides. */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ChangeSettings"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SettingsView"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-ups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The acting agency's sign-ups. */
        get: {
            parameters: {
                query?: {
                    /** @description `next_cursor` of the page before. */
                    cursor?: string;
                    /** @description Rows wanted, 1 to 100; 20 unless said. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Page_SignUpView"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-ups/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of the acting agency's sign-ups. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SignUpView"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-ups/{id}/receipt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The receipt of one of the acting agency's sign-ups: a C2SP `tlog-proof` that its holder can show to anybody and that needs no server to be
         *     checked (`jishi verify`). 404 for the moment before the log has the entry.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/plain": string;
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-ups/{id}/sealed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Replaces what was sealed. */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Sealed"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SignUpView"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-ups/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes a sign-up back. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SignUpView"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/statistics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Public statistics. */
        get: {
            parameters: {
                query?: {
                    /** @description A division (GB/T 2260) with all below it; the whole installation unless said. */
                    division?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Statistics"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/training/clock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Moves the clock of a training installation forward; what falls due on the way is fired. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["MoveClock"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Installation"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/uscc/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a code says, for the registration form. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Lower case, spaces and full-width characters are understood */
                    code: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["UsccView"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/witness": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a witness sees on its page, by the secret part of its link. */
        get: {
            parameters: {
                query?: never;
                header: {
                    /** @description What stands behind # in its link */
                    "Witness-Token": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WitnessPage"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/witness/key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A witness registers its key. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description What stands behind # in its link */
                    "Witness-Token": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WitnessKey"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WitnessPage"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/witness/share": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A witness gives its share. */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description What stands behind # in its link */
                    "Witness-Token": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["GiveShare"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WitnessPage"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/work-list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What waits for the caller. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WorkList"];
                    };
                };
                /** @description Refused or failed */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description The result is accepted. */
        Acceptance: {
            /** @description Up to 2,000 characters. */
            note?: string;
        };
        /**
         * @description How far money has come. The `CHECK` of `posting.account` lists the same codes.
         * @enum {string}
         */
        Account: "awarded" | "committed" | "payable" | "paid";
        /** @description An agency's page. What it has won is told by `/agencies/{id}/record`. */
        Agency: {
            /** Format: uuid */
            id: string;
            uscc: components["schemas"]["Uscc"];
            name: string;
            org_type: components["schemas"]["OrgType"];
            division_code: string;
            division_name: string;
            address: string;
            contact_name: string;
            /** @description Masked, unless the reader is of the agency, the operator or the supervisor. */
            contact_phone: string;
            /** @description Masked likewise; empty when none is given. */
            email: string;
            legal_rep: string;
            intro: string;
            state: components["schemas"]["AgencyState"];
            /** @description The standing in one sentence. */
            status_sentence: components["schemas"]["Text"];
            suspended_until?: components["schemas"]["Instant"] | null;
            /**
             * Format: double
             * @description Points, 0 to 110; a new agency starts at 100.
             */
            credit: number;
            resident_counter?: string | null;
            owed_due_at?: components["schemas"]["Instant"] | null;
            /**
             * Format: int32
             * @description Year without calendar that this date waits for; null: none.
             */
            owed_calendar_missing?: number | null;
            /** @description It was counted through a provisional calendar year and is counted again when the official one comes. */
            owed_provisional: boolean;
            checked_at?: components["schemas"]["Instant"] | null;
            /** @description Reason of a failed form check, for the agency itself, the operator and the supervisor. */
            check_failed?: string | null;
            registered_at: components["schemas"]["Instant"];
            services: components["schemas"]["AgencyService"][];
            qualifications: components["schemas"]["AgencyQualification"][];
            practitioners: components["schemas"]["Practitioner"][];
            /**
             * Format: int32
             * @description Send back as `If-Match`.
             */
            version: number;
        };
        /** @description An agency found. */
        AgencyHit: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description Unified social credit code. */
            uscc: string;
            /** @description Its name. */
            name: string;
            /** @description Its division. */
            division_code?: string | null;
            /** @description Name of its division. */
            division_name?: string | null;
            /** @description Its state. */
            state: components["schemas"]["AgencyState"];
            /** @description `yes`, `closed` (active, but no service is open, or none of those asked for) or `no`; those that cannot take work rank below. */
            able: string;
            status?: components["schemas"]["Text"] | null;
            /** @description Some of its services. */
            services: components["schemas"]["HitItem"][];
            /** @description How many it has. */
            services_count: number;
            /** @description Codes of those in which it can take work now. */
            open: string[];
            /** @description Those in which it cannot, and why. */
            closed: components["schemas"]["ClosedService"][];
            /**
             * Format: int32
             * @description Tenths of a point.
             */
            credit: number;
            /** @description Its counter in the store, if resident. */
            resident_counter?: string | null;
            /**
             * Format: int64
             * @description Awards won.
             */
            awards_count: number;
            /** @description When it registered. */
            registered_at: components["schemas"]["Instant"];
        };
        /** @description A certificate on file. */
        AgencyQualification: {
            /** Format: uuid */
            id: string;
            kind: string;
            kind_name: string;
            /**
             * Format: int32
             * @description 1 = 甲 (best), 2 = 乙, 3 = 丙, 4 = 丁; null where the kind has no grades.
             */
            grade?: number | null;
            certificate_no: string;
            issuer: string;
            /** Format: date */
            valid_from: string;
            /**
             * Format: date
             * @description Last day; null without end.
             */
            valid_to?: string | null;
            file?: components["schemas"]["FileView"] | null;
        };
        /** @description What an agency has done here. */
        AgencyRecord: {
            /**
             * Format: int64
             * @description Awards in effect.
             */
            awards_count: number;
            /** @description Their sum. */
            awarded_fen: components["schemas"]["Fen"];
            /**
             * Format: int64
             * @description Sign-ups to rounds whose roster is frozen (an open round tells nobody who has signed up).
             */
            sign_ups_count: number;
            /**
             * Format: int64
             * @description Contracts filed.
             */
            contracts_count: number;
            /** @description What it was paid per catalog item, where an award was for this item alone. */
            prices: components["schemas"]["ItemPrices"][];
        };
        /** @description A line of the register. */
        AgencyRow: {
            /** Format: uuid */
            id: string;
            uscc: string;
            name: string;
            division_code: string;
            division_name: string;
            state: components["schemas"]["AgencyState"];
            /** @description The first six by code. */
            services: components["schemas"]["ServiceBrief"][];
            /** Format: int64 */
            services_count: number;
            /**
             * Format: double
             * @description Points, 0 to 110; a new agency starts at 100.
             */
            credit: number;
            /** @description Counter in the physical store, if resident. */
            resident_counter?: string | null;
            registered_at: components["schemas"]["Instant"];
        };
        /** @description A service that an agency offers. */
        AgencyService: {
            code: string;
            name: string;
            price_note: string;
            /**
             * Format: int32
             * @description Promised working days.
             */
            days?: number | null;
            /** @description Whether it can be used to sign up for a notice that asks for certificates. */
            open: boolean;
            closed_reason?: components["schemas"]["Text"] | null;
        };
        /**
         * @description Where an agency stands. The `CHECK` of `agency.state` lists the same codes.
         * @enum {string}
         */
        AgencyState: "active" | "suspended" | "removed" | "withdrawn";
        /**
         * @description An amount in a request: an integer is fen, a text is yuan as people write it. Judged by [`AmountInput::fen`], so that
         *     a refusal names its field in both languages.
         */
        AmountInput: number | string;
        /** @description An amount as understood. */
        AmountView: {
            /** @description Integer fen. */
            amount_fen: components["schemas"]["Fen"];
            /** @description `¥18,000.00` */
            text: string;
            /** @description 人民币壹万捌仟元整 */
            capitals: string;
        };
        /** @description What would come of a notice. */
        Assessment: {
            /** @description Agencies that could sign up now. */
            eligible_agencies: number;
            /** @description How many are left after each rule, in order. */
            cuts: components["schemas"]["Cut"][];
            /** @description A method that fits. */
            recommended_method: components["schemas"]["Recommendation"];
            /**
             * Format: int32
             * @description Least working days of sign-up.
             */
            signup_min_days: number;
            deadline_preview?: components["schemas"]["Instant"] | null;
            select_time_preview?: components["schemas"]["Instant"] | null;
            /**
             * Format: int32
             * @description Year without calendar that a date would wait for; null: none.
             */
            calendar_missing?: number | null;
            /** @description A provisional calendar year would be counted through. */
            deadline_provisional: boolean;
            /**
             * Format: int32
             * @description The least number of eligible entrants.
             */
            min_entrants: number;
            /** @description How the fee stands to the services limit and the cap. */
            limit: components["schemas"]["Limit"];
            auction?: components["schemas"]["BiddingRules"] | null;
        };
        /** @description An assessor. */
        Assessor: {
            /**
             * Format: uuid
             * @description Its id, by which it is drawn.
             */
            id: string;
            /** @description Name. */
            name: string;
            /** @description Where it works. */
            employer: string;
            /** @description Title and field. */
            field: string;
            /** @description Telephone. */
            phone: string;
            /** @description Where it stands. */
            state: components["schemas"]["AssessorState"];
            /** @description Why the operator decided so. */
            reason?: string | null;
            /** @description When it registered. */
            applied_at: components["schemas"]["Instant"];
            decided_at?: components["schemas"]["Instant"] | null;
        };
        /** @description What the operator decides. */
        AssessorDecision: {
            /** @description Whether it may be drawn. */
            approved: boolean;
            /** @description Why; 4 to 500 characters, told to the assessor. Required where it may not be drawn. */
            reason?: string;
        };
        /** @description What somebody who wants to score says of itself. */
        AssessorForm: {
            /** @description Where it works; 2 to 100 characters. */
            employer: string;
            /** @description Title and field (职称、专业); 2 to 100 characters. */
            field: string;
            /** @description Mobile or landline number. */
            phone: string;
        };
        /** @description Both halves of the form. */
        AssessorRegistration: {
            assessor: components["schemas"]["AssessorForm"];
            person: components["schemas"]["PersonForm"];
        };
        /**
         * @description Where an assessor stands. The `CHECK` of `assessor.state` lists the same codes.
         * @enum {string}
         */
        AssessorState: "applied" | "approved" | "suspended";
        /** @description The evidence file of a reverse auction. Its `select_time` is when bidding opened. */
        AuctionEvidence: components["schemas"]["Head"] & components["schemas"]["AuctionOwn"];
        /** @description How it stands. */
        AuctionNow: {
            /** @description How far it is. */
            phase: components["schemas"]["AuctionPhase"];
            /** @description State of the round. */
            state: components["schemas"]["RoundState"];
            /** @description An objection stops it: no bids are taken. */
            frozen: boolean;
            start?: components["schemas"]["Instant"] | null;
            end?: components["schemas"]["Instant"] | null;
            best?: components["schemas"]["BidView"] | null;
            most_fen?: components["schemas"]["Fen"] | null;
            /**
             * Format: uuid
             * @description The award, once it is over.
             */
            award_id?: string | null;
            /** @description Why it ended without one. */
            end_reason?: string | null;
            /** @description The server's clock. */
            now: components["schemas"]["Instant"];
        };
        /** @description The fields of its own. */
        AuctionOwn: {
            /** @description Eligible entrants by code. */
            roster: components["schemas"]["DirectEntrant"][];
            /** @description The highest first bid, in fen. */
            ceiling_fen: components["schemas"]["Fen"];
            /** @description The lowest bid, in fen. */
            floor_fen: components["schemas"]["Fen"];
            /** @description By how much a bid had to beat the best: what the rules make of the ceiling. */
            step_fen: components["schemas"]["Fen"];
            /** @description Every bid that was taken, in the order of the server. */
            bids: components["schemas"]["Bid"][];
            /**
             * Format: date-time
             * @description When bidding ended.
             */
            end: string;
        };
        /**
         * @description How far an auction is.
         * @enum {string}
         */
        AuctionPhase: "waiting" | "running" | "over";
        /** @description An auction. */
        AuctionView: components["schemas"]["AuctionNow"] & {
            /**
             * Format: uuid
             * @description Its notice.
             */
            notice_id: string;
            /** @description Purchase code, with `-Rn` from round 2 on. */
            notice_code: string;
            /** @description Name of the project. */
            project_name: string;
            /**
             * Format: int32
             * @description From 1.
             */
            round_number: number;
            /** @description The highest first bid. */
            ceiling_fen: components["schemas"]["Fen"];
            /** @description The lowest bid; one fen where the notice names none. */
            floor_fen: components["schemas"]["Fen"];
            /** @description By how much a bid must beat the best. */
            step_fen: components["schemas"]["Fen"];
            /**
             * Format: int32
             * @description Minutes without a bid after which it ends.
             */
            quiet_minutes: number;
            /** @description Who may bid, by code; empty before sign-up is over. */
            members: components["schemas"]["OrganisationRef"][];
            /** @description Bids after the number asked for, in order; a page of them. */
            bids: components["schemas"]["BidView"][];
            /** @description There are more after these. */
            more: boolean;
        };
        /** @description An award with all that is public about it. */
        Award: components["schemas"]["AwardRow"] & {
            /**
             * Format: int32
             * @description From 1.
             */
            round_number: number;
            /** @description The client's reason where it picked the winner: direct selection and credit merit. */
            reason?: string | null;
            concentration?: components["schemas"]["Concentration"] | null;
            /** @description The price in RMB capitals. */
            amount_capitals: string;
            /** @description What the price includes. */
            amount_note: string;
            /** @description By when the work is due, in words. */
            service_time_note: string;
            publicity_until?: components["schemas"]["Instant"] | null;
            awarded_at?: components["schemas"]["Instant"] | null;
            confirm_by?: components["schemas"]["Instant"] | null;
            /**
             * Format: int32
             * @description Year without calendar that the end of publicity, or the time to confirm, waits for; null: none.
             */
            calendar_missing?: number | null;
            /** @description The deadline that runs was counted through a provisional calendar year and is counted again when the official one comes. */
            deadline_provisional: boolean;
            confirmed_at?: components["schemas"]["Instant"] | null;
            declined_at?: components["schemas"]["Instant"] | null;
            /** @description Why it declined. */
            decline_reason?: string | null;
            /** @description It was out because it stayed silent. */
            lapsed: boolean;
            /**
             * Format: uuid
             * @description The contract, once confirmed.
             */
            contract_id?: string | null;
            /** @description Where to object. */
            objection_phone: string;
            /** @description The evidence file. */
            evidence_url: string;
            /** @description Its digest, as in the journal. */
            evidence_digest: string;
            /** @description The letter, once the award is in effect. */
            letter_url?: string | null;
            /** @description What the caller may do now: `confirm`, `decline`. */
            actions: string[];
        };
        /** @description An award found. */
        AwardHit: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description Award code. */
            code: string;
            /** @description The project. */
            title: string;
            /** @description The project. */
            project_name: string;
            /** @description Its notice. */
            notice: components["schemas"]["HitNotice"];
            /** @description Who buys. */
            client: components["schemas"]["HitParty"];
            /** @description Who won. */
            agency: components["schemas"]["HitWinner"];
            /** @description Where. */
            division_code?: string | null;
            /** @description Name of that division. */
            division_name?: string | null;
            /** @description What was bought. */
            items: components["schemas"]["HitItem"][];
            /** @description How the winner was found. */
            method: components["schemas"]["Method"];
            /** @description Where the round stands. */
            state: components["schemas"]["RoundState"];
            /**
             * Format: int64
             * @description What it was awarded for.
             */
            amount_fen: number;
            /** @description When. */
            selected_at: components["schemas"]["Instant"];
        };
        /** @description The letter as pages and documents set it. */
        AwardLetter: {
            /** @description Code of the award. */
            code: string;
            /** @description What was procured. */
            notice: components["schemas"]["NoticeRef"];
            /** @description Who bought, by its name at the issue. */
            client: components["schemas"]["NameRef"];
            /** @description Who won, by its name at the issue. */
            agency: components["schemas"]["OrganisationRef"];
            /** @description The price. */
            amount_fen: components["schemas"]["Fen"];
            /** @description The price in RMB capitals. */
            amount_capitals: string;
            /** @description The paragraphs, in the request's language: the same since the issue. */
            paragraphs: string[];
            /** @description When the award took effect. */
            awarded_at: components["schemas"]["Instant"];
            confirm_by?: components["schemas"]["Instant"] | null;
            /** @description What has become of the award since; no part of the letter. */
            status: string;
            /** @description The winner is out, so that the letter no longer holds. */
            void: boolean;
            /** @description Address of the page that proves the letter, from the root of the site. */
            verify_url: string;
        };
        /** @description A line of the list of awards. */
        AwardRow: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description `ZX-433101-20261123-0001`. */
            code: string;
            /** @description What was procured. */
            notice: components["schemas"]["NoticeRef"];
            /** @description Name of the project. */
            project_name: string;
            /** @description Who bought. */
            client: components["schemas"]["NameRef"];
            /** @description Who won. */
            agency: components["schemas"]["OrganisationRef"];
            /** @description The catalog items. */
            items: components["schemas"]["ItemRef"][];
            /** @description Division of the notice. */
            division_code: string;
            /** @description How it was won. */
            method: components["schemas"]["Method"];
            /** @description The price. */
            amount_fen: components["schemas"]["Fen"];
            /**
             * Format: int32
             * @description How many had signed up.
             */
            entrants: number;
            /**
             * Format: int32
             * @description How many of them were eligible.
             */
            eligible: number;
            /** @description When the winner was found. */
            selected_at: components["schemas"]["Instant"];
            /** @description Where the round stands now: `publicity`, `awarded`, `contracted` …; `failed` where the winner is out. */
            state: components["schemas"]["RoundState"];
        };
        /** @description What a notice names beforehand. */
        BeaconSource: {
            /** @enum {string} */
            source: "drand";
        } | {
            /** @description Which lottery. */
            game: components["schemas"]["Lottery"];
            /** @description Its issue (期号), as many digits as this lottery writes. */
            issue: string;
            /** @enum {string} */
            source: "lottery";
        };
        /** @description One bid. */
        Bid: {
            /** @description Whose. */
            uscc: components["schemas"]["Uscc"];
            /** @description For how much it would do the work. */
            amount_fen: components["schemas"]["Fen"];
            /**
             * Format: date-time
             * @description When the server took it.
             */
            at: string;
        };
        /** @description A bid that was taken, and what it led to. */
        BidView: {
            /**
             * Format: int32
             * @description From 1, without gap.
             */
            number: number;
            /** @description Whose. */
            agency: components["schemas"]["OrganisationRef"];
            /** @description How much. */
            amount_fen: components["schemas"]["Fen"];
            /** @description When the server took it. */
            at: components["schemas"]["Instant"];
            /** @description When the auction ends after it unless another bid comes. */
            end: components["schemas"]["Instant"];
            most_fen?: components["schemas"]["Fen"] | null;
        };
        /** @description How bidding goes. */
        BiddingRules: {
            /** @description By how much a bid is below the best one, at least. */
            step_fen: components["schemas"]["Fen"];
            /**
             * Format: int32
             * @description Minutes without a bid that end it.
             */
            quiet_minutes: number;
        };
        /** @description A day that differs from the week's order. */
        CalendarException: {
            /**
             * Format: date
             * @description The day.
             */
            day: string;
            /** @description Worked (a make-up day), or off. */
            working: boolean;
        };
        /** @description A year of working days. */
        CalendarYear: {
            /**
             * Format: int32
             * @description The year.
             */
            year: number;
            /** @description Weekends and fixed statutory days only, until the official notice is loaded. */
            provisional: boolean;
            /** @description The official notice; null for a provisional year. */
            source?: string | null;
            /**
             * Format: int32
             * @description How many days are worked.
             */
            working_days: number;
            /** @description Days that differ from Monday to Friday. */
            exceptions: components["schemas"]["CalendarException"][];
        };
        /** @description One eligible entrant. */
        Candidate: {
            /** @description Who. */
            agency: components["schemas"]["OrganisationRef"];
            /**
             * Format: int32
             * @description Tenths of a point, 0 to 1100.
             */
            credit: number;
            /** @description When it signed up. */
            signed_up_at: components["schemas"]["Instant"];
            /** @description What the client awarded to it in the last twelve months. */
            concentration: components["schemas"]["PairShare"];
        };
        /** @description Whom the client may pick. */
        Candidates: {
            /** @description The cap of direct selection in this round, by the frozen rules. */
            cap_fen: components["schemas"]["Fen"];
            amount_fen?: components["schemas"]["Fen"] | null;
            /** @description The compliant roster, in its order. */
            candidates: components["schemas"]["Candidate"][];
            split_warning?: components["schemas"]["SplitWarning"] | null;
        };
        /** @description A coarse service type (服务类型). */
        CatalogGroup: {
            /** @description Letter. */
            code: string;
            /** @description Name. */
            name: string;
            /** @description English name. */
            name_en: string;
            /** @description Who regulates it. */
            regulator: string;
            /**
             * Format: int64
             * @description How many items it has.
             */
            items_count: number;
        };
        /** @description An intermediary service. */
        CatalogItem: {
            /** @description Code: `F01`. */
            code: string;
            /** @description Letter of its service type. */
            group_code: string;
            /** @description Its service type. */
            group_name: string;
            /** @description Name. */
            name: string;
            /** @description English name. */
            name_en: string;
            /** @description Requirement in words. */
            qualification: string;
            /** @description Certificate that must be on file; null: ability is pledged only. */
            qualification_kind?: string | null;
            /** @description Its name. */
            qualification_kind_name?: string | null;
            /**
             * Format: int32
             * @description Lowest accepted grade, 1 is the best; null: any.
             */
            qualification_grade?: number | null;
            fee_low_fen?: components["schemas"]["Fen"] | null;
            fee_high_fen?: components["schemas"]["Fen"] | null;
            /** @description On the fee, in words. */
            fee_note: string;
            /**
             * Format: int32
             * @description Typical working days; null with `days_note` where it is a period.
             */
            days?: number | null;
            /** @description On the time, in words. */
            days_note: string;
            /** @description Other names. */
            aliases: string[];
            /**
             * Format: int64
             * @description How many agencies offer it.
             */
            agencies_count: number;
        };
        /** @description An item's page. */
        CatalogItemPage: components["schemas"]["CatalogItem"] & {
            /**
             * Format: int64
             * @description Published notices that ask for it.
             */
            notices_count: number;
            /**
             * Format: int64
             * @description Awards in force that include it.
             */
            awards_count: number;
            /** @description What was awarded where nothing else was asked for, so that the price is its own. */
            prices: components["schemas"]["Prices"];
            /** @description Ten agencies that offer it, those first that can take the work now. */
            agencies: components["schemas"]["Offer"][];
        };
        /** @description All that a division overrides; what is left out is inherited. */
        ChangeSettings: {
            /** @description The division. */
            division_code: string;
            /** @description Key of domain.md §7.10, or `notice_review`, to value; null removes an override. */
            overrides: Record<string, unknown>;
        };
        /** @description A client's page. */
        Client: {
            /** Format: uuid */
            id: string;
            uscc?: components["schemas"]["Uscc"] | null;
            name: string;
            unit_type: components["schemas"]["UnitType"];
            division_code: string;
            division_name: string;
            address: string;
            contact_name: string;
            /** @description Masked, unless the reader is of the client, the operator or the supervisor. */
            contact_phone: string;
            /** @description Masked likewise; empty when none is given. */
            email: string;
            legal_rep: string;
            intro: string;
            registered_at: components["schemas"]["Instant"];
            /**
             * Format: int32
             * @description Send back as `If-Match`.
             */
            version: number;
        };
        /** @description What a client has done here. */
        ClientRecord: {
            /**
             * Format: int64
             * @description Notices published.
             */
            notices_count: number;
            /** @description Sum of its awards in effect. */
            awarded_fen: components["schemas"]["Fen"];
            /** @description To whom it awarded in the last twelve months. */
            concentration: components["schemas"]["ShareOfAgency"][];
        };
        /** @description A client by name and code. */
        ClientRef: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description Its name. */
            name: string;
            /** @description Its unified social credit code; null where only imported notices name it (未登记代码). */
            uscc?: string | null;
        };
        /** @description A line of the register. */
        ClientRow: {
            /** Format: uuid */
            id: string;
            uscc?: components["schemas"]["Uscc"] | null;
            name: string;
            unit_type: components["schemas"]["UnitType"];
            division_code: string;
            division_name: string;
            registered_at: components["schemas"]["Instant"];
        };
        /** @description A service of an agency that is closed now. */
        ClosedService: {
            /** @description `F01` */
            code: string;
            /** @description Its name, and why. */
            status: components["schemas"]["Text"];
        };
        /** @description A resource by its human code (domain.md §12.5). */
        CodeRef: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description Its code. */
            code: string;
        };
        /** @description How much of what a client awarded in the twelve months up to a day went to one agency. */
        Concentration: {
            /**
             * Format: int32
             * @description Awards of the client in the period.
             */
            awards: number;
            /**
             * Format: int32
             * @description Those to this agency.
             */
            awards_to_agency: number;
            /** @description Their sum in fen. */
            amount_fen: components["schemas"]["Fen"];
            /** @description The part of this agency in fen. */
            amount_to_agency_fen: components["schemas"]["Fen"];
        };
        /** @description That one tree continues another. */
        Consistency: {
            /**
             * Format: int64
             * @description Size of the older tree.
             */
            from: number;
            /** @description Root of the older tree where a checkpoint of that size was signed, hex. */
            from_root?: string | null;
            /**
             * Format: int64
             * @description Size of the newer tree.
             */
            to: number;
            /** @description Its root, hex. */
            to_root?: string | null;
            /** @description RFC 6962, section 2.1.2; each 64 lower hex digits. */
            hashes: string[];
        };
        /** @description A contract as its parties, the operator and the supervisor see it. */
        Contract: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description `HT-…` */
            code: string;
            /** @description Where its text stands. */
            state: components["schemas"]["ContractState"];
            /** @description Where the work stands. */
            round_state: components["schemas"]["RoundState"];
            /** @description Its name. */
            name: string;
            /** @description Equal to the award. */
            price_fen: components["schemas"]["Fen"];
            /** @description The price in RMB capitals. */
            price_capitals: string;
            /** @description The award. */
            award: components["schemas"]["ContractAward"];
            /** @description The notice. */
            notice: components["schemas"]["ContractNotice"];
            /** @description The client. */
            client: components["schemas"]["NameRef"];
            /** @description The agency. */
            agency: components["schemas"]["NameRef"];
            /**
             * Format: date
             * @description First day of the service.
             */
            service_start?: string | null;
            /**
             * Format: date
             * @description Last day of the service.
             */
            service_end?: string | null;
            /** @description What is to be done. */
            content: string;
            /** @description How it is paid. */
            payment_terms: string;
            client_confirmed_at?: components["schemas"]["Instant"] | null;
            agency_confirmed_at?: components["schemas"]["Instant"] | null;
            filed_at?: components["schemas"]["Instant"] | null;
            file?: components["schemas"]["FileView"] | null;
            /**
             * Format: int32
             * @description Row version, the beginning of the `ETag`.
             */
            version: number;
            /** @description All that was handed in, newest first. */
            deliverables: components["schemas"]["Deliverable"][];
            /** @description All payments, newest first. */
            payments: components["schemas"]["Payment"][];
            /** @description Sum of the confirmed payments. */
            paid_fen: components["schemas"]["Fen"];
            /** @description Sum of the payments that wait for the agency. */
            pending_fen: components["schemas"]["Fen"];
            /** @description What may still be recorded: price less paid and pending. */
            open_fen: components["schemas"]["Fen"];
            /** @description What the caller may do now. */
            actions: components["schemas"]["ContractAction"][];
        };
        /**
         * @description A button on the contract's page.
         * @enum {string}
         */
        ContractAction: "change" | "confirm" | "file" | "submit_deliverable" | "accept_deliverable" | "send_back_deliverable" | "record_payment" | "confirm_payment" | "dispute_payment";
        /** @description The award behind a contract. */
        ContractAward: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description `ZX-…` */
            code: string;
            /** @description What the price must equal. */
            amount_fen: components["schemas"]["Fen"];
        };
        /** @description What changes; a missing field stays as it is. */
        ContractChange: {
            /** @description 2 to 200 characters. */
            name?: string | null;
            price_fen?: components["schemas"]["AmountInput"] | null;
            /**
             * Format: date
             * @description `null` clears it; not before the award.
             */
            service_start?: string | null;
            /**
             * Format: date
             * @description `null` clears it; not before the start.
             */
            service_end?: string | null;
            /** @description Up to 20,000 characters. */
            content?: string | null;
            /** @description Up to 5,000 characters. */
            payment_terms?: string | null;
        };
        /** @description The notice behind a contract. */
        ContractNotice: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description The purchase code. */
            code: string;
            /** @description What was procured. */
            project_name: string;
        };
        /** @description A line of a list of contracts. */
        ContractRow: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description `HT-…` */
            code: string;
            /** @description Its name. */
            name: string;
            /** @description The client. */
            client: components["schemas"]["NameRef"];
            /** @description The agency. */
            agency: components["schemas"]["NameRef"];
            /** @description Equal to the award. */
            price_fen: components["schemas"]["Fen"];
            /** @description Where its text stands. */
            state: components["schemas"]["ContractState"];
            /** @description Where the work stands. */
            round_state: components["schemas"]["RoundState"];
            /** @description The notice. */
            notice: components["schemas"]["CodeRef"];
            /** @description Sum of the confirmed payments. */
            paid_fen: components["schemas"]["Fen"];
        };
        /**
         * @description Where a contract stands. The `CHECK` of `contract.state` lists the same codes.
         * @enum {string}
         */
        ContractState: "draft" | "confirmed" | "filed";
        /** @description The credit of an entrant at the freeze. */
        Credit: {
            /** @description Whose. */
            uscc: components["schemas"]["Uscc"];
            /**
             * Format: int32
             * @description In tenths of a point.
             */
            tenths: number;
        };
        /** @description The two lists of credit merit. */
        CreditLists: {
            /** @description Codes of the long list (大名单), sorted. */
            long: string[];
            /** @description Codes of the short list (小名单), in the order drawn. */
            short: string[];
        };
        /** @description One criterion. */
        Criterion: {
            /** @description What it is called. */
            title: string;
            /**
             * Format: int32
             * @description Its most points, whole ones.
             */
            most: number;
        };
        /** @description What a rule leaves over. */
        Cut: {
            /** @description Which. */
            rule: components["schemas"]["Rule"];
            /** @description Its name. */
            name: string;
            /** @description Agencies left. */
            left: number;
        };
        /** @description The end of some working days. */
        DeadlineView: {
            /** @description 17:30 on that day. */
            deadline: components["schemas"]["Instant"];
            /**
             * Format: date
             * @description The day.
             */
            day: string;
            /** @description A provisional year was counted through. */
            provisional: boolean;
        };
        /** @description What an assessor declares. */
        Declaration: {
            /**
             * @description Which interest it has: it stands down, for good. Public after the award, 2 to 200 characters. Null: it has none (无利害关系).
             * @default null
             */
            conflict?: string | null;
        };
        /** @description Why the winner declines. */
        DeclineAward: {
            /** @description 2 to 500 characters; public. */
            reason: string;
        };
        /** @description One handed-in version of the result. */
        Deliverable: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /**
             * Format: int32
             * @description From 1.
             */
            number: number;
            /** @description What the agency says of it. */
            note: string;
            /** @description Its files. */
            files: components["schemas"]["FileView"][];
            /** @description What became of it. */
            state: components["schemas"]["DeliverableState"];
            /** @description When it was handed in. */
            submitted_at: components["schemas"]["Instant"];
            decided_at?: components["schemas"]["Instant"] | null;
            /** @description What the client said. */
            decision_note: string;
        };
        /**
         * @description Where a deliverable stands. The `CHECK` of `deliverable.state` lists the same codes.
         * @enum {string}
         */
        DeliverableState: "submitted" | "accepted" | "sent_back";
        /** @description A result. */
        Delivery: {
            /** @description Up to 2,000 characters. */
            note?: string;
            /** @description 1 to 20 uploaded files. */
            files: string[];
        };
        /** @description One eligible entrant of a direct selection. */
        DirectEntrant: {
            /** @description Its code. */
            uscc: string;
            /** @description Its name. */
            name: string;
        };
        /** @description The evidence file of a direct selection. */
        DirectEvidence: {
            /** @description [`FORMAT`]. */
            format: string;
            /** @description `direct`. */
            method: string;
            /** @description Purchase code, with `-Rn` from round 2 on. */
            notice_code: string;
            /**
             * Format: int32
             * @description How many rounds before this one failed for too few entrants: what relief after the second failure counts. Files of before this
             *     field counted every round.
             */
            too_few?: number | null;
            /** @description Name of the project. */
            project_name: string;
            /** @description Name of the client, which picked. */
            client_name: string;
            /**
             * Format: int32
             * @description How many signed up; those in `roster` are the eligible ones.
             */
            signups: number;
            /** @description When the client picked: RFC 3339 at +08:00. */
            select_time: string;
            /** @description Eligible entrants by code. */
            roster: components["schemas"]["DirectEntrant"][];
            /** @description SHA-256 of their codes, sorted, one a line, no end newline; published at the freeze. */
            roster_hash: string;
            /** @description Code of the winner. */
            winner: string;
            /** @description Why it was picked, in the client's words. */
            reason: string;
            /** @description The price, in fen. */
            amount_fen: components["schemas"]["Fen"];
            /** @description The cap of direct selection in this round, in fen. */
            cap_fen: components["schemas"]["Fen"];
            /** @description What the client had awarded in twelve months, and how much of it to the winner. */
            concentration: components["schemas"]["Concentration"];
            /** @description The rules frozen into the round. */
            rules: Record<string, unknown>;
            /** @description SHA-256 of the canonical JSON of `rules`, published with the notice. */
            rules_hash: string;
            /** @description SHA-256 of the canonical JSON of each other field but `digest`. */
            digests: {
                [key: string]: string;
            };
            /** @description SHA-256 of the canonical JSON of the file without this field. */
            digest: string;
        };
        /** @description The money has not come, or not so. */
        Dispute: {
            /** @description Up to 2,000 characters. */
            reason: string;
        };
        /** @description A node of the tree. */
        Division: {
            /** @description Six digits. */
            code: string;
            /** @description The node above; a province has none. */
            parent_code?: string | null;
            /** @description 吉首市 */
            name: string;
            /** @description 吉首 */
            short_name: string;
        };
        /** @description One eligible entrant of a draw. */
        DrawEntrant: {
            /** @description Its code. */
            uscc: string;
            /** @description 16 bytes, 32 lower hex digits. */
            nonce: string;
            /** @description Its name. */
            name: string;
            /** @description SHA-256 of the canonical JSON `{"nonce", "notice_code", "quote": null, "salt", "uscc"}`: what its sign-up committed to. */
            commitment?: string | null;
            /** @description 32 bytes, 64 lower hex digits. */
            salt?: string | null;
        };
        /** @description The evidence file of a draw. */
        DrawEvidence: {
            /** @description [`FORMAT`]. */
            format: string;
            /** @description `draw`. */
            method: string;
            /** @description [`DRAW_ALGORITHM`]. */
            algorithm: string;
            /** @description Purchase code, with `-Rn` from round 2 on. */
            notice_code: string;
            /**
             * Format: int32
             * @description How many rounds before this one failed for too few entrants: what relief after the second failure counts. Files of before this
             *     field counted every round.
             */
            too_few?: number | null;
            /** @description Name of the project. */
            project_name: string;
            /** @description Name of the client. */
            client_name: string;
            /**
             * Format: int32
             * @description Share of fiscal money, 0 to 100: with the rules it gives the least number of entrants.
             */
            fiscal_percent: number;
            /** @description The fixed price, in fen. */
            amount_fen: components["schemas"]["Fen"];
            /**
             * Format: int32
             * @description How many signed up; those in `roster` are the eligible ones.
             */
            signups: number;
            /** @description RFC 3339 at +08:00. */
            select_time: string;
            /** @description `-`, or the value of the public source that the notice named. */
            beacon: string;
            beacon_source?: components["schemas"]["BeaconSource"] | null;
            /** @description SHA-256 of `secret`, published with the notice; 64 lower hex digits. */
            commit: string;
            /** @description 32 bytes, 64 lower hex digits. */
            secret: string;
            /** @description Eligible entrants in roster order. */
            roster: components["schemas"]["DrawEntrant"][];
            /** @description SHA-256 of the lines `{uscc}:{nonce}`, published at the opening (at the freeze, before sign-ups were sealed). */
            roster_hash: string;
            /**
             * @description SHA-256 of the lines `{uscc}:{commitment}` of `roster` and `not_opened`, published at the freeze. Files from before sign-ups were
             *     sealed have neither this nor the other fields of it.
             */
            sealed_roster_hash?: string | null;
            /** @description Entrants whose sealed sign-up did not count, by code. */
            not_opened?: components["schemas"]["NotOpened"][] | null;
            /** @description The seed of all choices. */
            seed: string;
            /** @description Every value taken from the seed. */
            steps: components["schemas"]["DrawStep"][];
            /** @description Code of the winner. */
            winner: string;
            /** @description The rules frozen into the round. */
            rules: Record<string, unknown>;
            /** @description SHA-256 of the canonical JSON of `rules`, published with the notice. */
            rules_hash: string;
            /** @description SHA-256 of the canonical JSON of each other field but `digest`. */
            digests: {
                [key: string]: string;
            };
            /** @description SHA-256 of the canonical JSON of the file without this field. */
            digest: string;
        };
        /** @description One value taken from the seed. */
        DrawStep: {
            /** @description The purpose word, `winner`. */
            purpose: string;
            /**
             * Format: int64
             * @description The counter.
             */
            ctr: number;
            /** @description The value as a decimal text: it has 64 bits, more than a JSON number carries everywhere. */
            v: string;
            /**
             * Format: int64
             * @description Out of how many.
             */
            n: number;
            /**
             * Format: int64
             * @description `v mod n`, the place in `roster` from 0; `null` where the value was rejected.
             */
            index?: number | null;
        };
        /** @description The answer to "may we sign up?". */
        Eligibility: {
            /** @description All rules passed. */
            eligible: boolean;
            /** @description Each rule. */
            rules: components["schemas"]["RuleView"][];
        };
        /**
         * @description Which end of the prices.
         * @enum {string}
         */
        End: "highest" | "lowest";
        /** @description The public number as somebody read it. */
        EnterBeacon: {
            /** @description The signature of the drand round, or the numbers of the lottery in any usual spelling. */
            value: string;
        };
        /** @description The evidence file of any method. */
        Evidence: components["schemas"]["DrawEvidence"] | components["schemas"]["DirectEvidence"] | components["schemas"]["SealedEvidence_PriceOwn"] | components["schemas"]["SealedEvidence_ReferencePriceOwn"] | components["schemas"]["AuctionEvidence"] | components["schemas"]["SealedEvidence_CreditMeritOwn"] | components["schemas"]["SealedEvidence_ProposalMeritOwn"];
        /** @description The dates that publication now would give. */
        Expected: {
            signup_deadline?: components["schemas"]["Instant"] | null;
            select_time?: components["schemas"]["Instant"] | null;
            /** @description A provisional calendar year is counted through. */
            provisional: boolean;
            /**
             * Format: int32
             * @description Year without calendar that a date would wait for.
             */
            calendar_missing?: number | null;
        };
        /** @description A value to filter by, and how many of the hits have it. */
        FacetValue: {
            /** @description Send it back as the value of the parameter. */
            value: string;
            /** @description Its name, in the language of the request. */
            label: string;
            /**
             * Format: int64
             * @description Hits that have it.
             */
            count: number;
        };
        /**
         * Format: int64
         * @description An amount in fen (1/100 yuan).
         */
        Fen: number;
        /** @description A searchable field. */
        FieldWeight: {
            /** @description Its name. */
            field: string;
            /** @description What it holds. */
            holds: components["schemas"]["Text"];
            /**
             * Format: float
             * @description What a word found in it is worth.
             */
            weight: number;
        };
        /** @description A file as shown; its bytes are at `/api/v1/files/{id}`. */
        FileView: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description Its name. */
            name: string;
            /** @description What its content is. */
            media_type: string;
            /**
             * Format: int64
             * @description Bytes.
             */
            size: number;
        };
        /** @description What is filed with it. */
        Filing: {
            /**
             * Format: uuid
             * @description The signed scan, uploaded before.
             */
            file_id?: string | null;
        };
        /** @description What the operator found. */
        FormCheck: {
            /** @description Everything is in order and nothing is owed any more. */
            passed: boolean;
            /** @description What is missing or wrong: required when not passed, 4 to 500 characters. */
            reason?: string | null;
            /** @description Services that need what is missing; they are closed until a check passes. */
            close_services?: string[];
            /** @description Code, licence or pledge are in doubt: the agency may not sign up until a check passes. */
            identity_in_doubt?: boolean;
        };
        /** @description A witness's share. */
        GiveShare: {
            /** @description Base64 of the 81 bytes that `sealed_share` opens to. */
            share: string;
        };
        /** @description One group of the catalogue. */
        GroupShare: {
            /** @description Letter of the group. */
            code: string;
            /** @description Its name in the request's language. */
            name: string;
            /** Format: int64 */
            awards: number;
            awarded_fen: components["schemas"]["Fen"];
        };
        /** @description What every such file says of its round and its outcome. */
        Head: {
            /** @description `jishi-evidence/1`. */
            format: string;
            /** @description The selection method. */
            method: string;
            /** @description Purchase code, with `-Rn` from round 2 on. */
            notice_code: string;
            /**
             * Format: int32
             * @description How many rounds before this one failed for too few entrants.
             */
            too_few: number;
            /** @description Name of the project. */
            project_name: string;
            /** @description Name of the client. */
            client_name: string;
            /**
             * Format: int32
             * @description Share of fiscal money, 0 to 100: with the rules it gives the least number of entrants.
             */
            fiscal_percent: number;
            /**
             * Format: int32
             * @description How many signed up; those in `roster` are the eligible ones.
             */
            signups: number;
            /** @description RFC 3339 at +08:00. */
            select_time: string;
            /** @description Hash of the roster, published at the freeze. */
            roster_hash: string;
            /** @description Who left the ranking after the selection. */
            passed_over: components["schemas"]["PassedOver"][];
            /** @description The working, step by step. */
            working: components["schemas"]["Line"][];
            /** @description Best first. */
            ranking: components["schemas"]["Ranked"][];
            /** @description Code of the winner, the first of `ranking`. */
            winner: string;
            /** @description Its price, in fen. */
            amount_fen: components["schemas"]["Fen"];
            /** @description The rules frozen into the round. */
            rules: Record<string, unknown>;
            /** @description SHA-256 of the canonical JSON of `rules`, published with the notice. */
            rules_hash: string;
            /** @description SHA-256 of the canonical JSON of each other field but `digest`. */
            digests: {
                [key: string]: string;
            };
            /** @description SHA-256 of the canonical JSON of the file without this field. */
            digest: string;
        };
        /** @description A line of a resource's history. */
        HistoryItem: {
            /**
             * Format: uuid
             * @description Id of the journal entry.
             */
            id: string;
            /**
             * Format: int64
             * @description Place in the journal's order; null for the moment before the sequencer has placed it.
             */
            index?: number | null;
            /** @description The official instant. */
            at: components["schemas"]["Instant"];
            done_at?: components["schemas"]["Instant"] | null;
            /** @description What happened, noun.verb. */
            kind: string;
            /** @description Role, and organisation where it is public, of who acted. */
            actor: Record<string, unknown>;
            /** @description Public part of the entry. */
            public: Record<string, unknown>;
            /** @description Entry hash, SHA-256, lower-case hex. */
            hash: string;
        };
        /** @description An item of the catalogue. */
        HitItem: {
            /** @description `F01` */
            code: string;
            /** @description Its name. */
            name: string;
        };
        /** @description The notice of an award. */
        HitNotice: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description Its purchase code. */
            code: string;
        };
        /** @description A client. */
        HitParty: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description Its name. */
            name: string;
        };
        /** @description The winner of an award. */
        HitWinner: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description Its name. */
            name: string;
            /** @description Its unified social credit code. */
            uscc: string;
        };
        /** @description What every page needs to know first. */
        Installation: {
            division_code: string;
            division_name: string;
            /** @description A training installation: its clock may be moved, nothing in it is real. */
            training: boolean;
            /** @description The deciding clock. */
            now: components["schemas"]["Instant"];
            version: string;
        };
        /**
         * Format: date-time
         * @example 2026-11-23T17:30:00+08:00
         */
        Instant: string;
        /** @description Why a quote does not count. */
        Invalid: "missing" | "other_kind" | "nothing" | {
            /** @description Under the floor, which is this. */
            under_fen: components["schemas"]["Fen"];
        } | {
            /** @description Over the ceiling, which is this. */
            over_fen: components["schemas"]["Fen"];
        } | {
            /**
             * Format: int32
             * @description Under the least discount, which is this.
             */
            under_rate: number;
        } | {
            /**
             * Format: int32
             * @description Over the largest discount, which is this.
             */
            over_rate: number;
        };
        /** @description Whom to invite. */
        InviteWitness: {
            /**
             * Format: int32
             * @description One witness by its number, from 1: it gets another link, and before the notice is handed in it begins anew. Null: all who have no key.
             * @default null
             */
            number?: number | null;
        };
        /**
         * @description How several items combine (多个服务具备其一 / 都具备).
         * @enum {string}
         */
        ItemMatch: "any" | "all";
        /** @description Prices of one catalog item. */
        ItemPrices: {
            /** @description Its code. */
            item_code: string;
            /** @description Its name. */
            item_name: string;
            /** @description Oldest first. */
            points: components["schemas"]["PricePoint"][];
        };
        /** @description A catalog item of a notice. */
        ItemRef: {
            /** @description Code: `F01`. */
            code: string;
            /** @description Name. */
            name: string;
            /** @description Its service type: `F`. */
            group_code: string;
            /** @description Name of the service type, which stands in the title. */
            group_name: string;
        };
        /** @description What the entrant says of its low price. */
        Justification: {
            /** @description Why it can do the work at this price; 10 to 2,000 characters, public. */
            text: string;
        };
        /** @description How well a year is known. */
        KnownYear: {
            /**
             * Format: int32
             * @description The year.
             */
            year: number;
            /** @description How well. */
            state: components["schemas"]["YearState"];
            /** @description The official notice; null for others. */
            source?: string | null;
            loaded_at?: components["schemas"]["Instant"] | null;
        };
        /** @description All years that are known, and those around `now`, ascending. */
        KnownYears: {
            /** @description The years. */
            items: components["schemas"]["KnownYear"][];
        };
        /** @description What a draft lacks at one field. */
        Lack: {
            /** @description JSON pointer: `/amount_fen`. */
            pointer: string;
            /** @description Stable word: `required`. */
            code: string;
            /** @description What would be right, in the request's language. */
            detail: string;
        };
        /** @description A line of the statement. */
        LedgerItem: {
            /**
             * Format: uuid
             * @description Id of the entry.
             */
            id: string;
            /** @description When it was posted. */
            at: components["schemas"]["Instant"];
            /** @description What happened. */
            kind: components["schemas"]["LedgerKind"];
            /** @description The same for people, in the request's language, with the project's name. */
            text: string;
            /** @description The award whose money moves. */
            award: components["schemas"]["CodeRef"];
            /** @description The notice it was won in. */
            notice: components["schemas"]["CodeRef"];
            /**
             * Format: uuid
             * @description The filed contract, once there is one.
             */
            contract_id?: string | null;
            /** @description Its code. */
            contract_code?: string | null;
            /**
             * Format: uuid
             * @description The payment, where the event is one.
             */
            payment_id?: string | null;
            /** @description The other side: the client on an agency's statement, the agency on any other. */
            counterparty: components["schemas"]["NameRef"];
            /** @description The amount moved, always positive. */
            amount_fen: components["schemas"]["Fen"];
            /** @description What the holder's statement has as contracted and unpaid after this line. */
            balance_payable_fen: components["schemas"]["Fen"];
            /** @description Both sides; they sum to zero. */
            postings: components["schemas"]["Posting"][];
        };
        /**
         * @description A money event. The `CHECK` of `ledger_entry.kind` lists the same codes.
         * @enum {string}
         */
        LedgerKind: "award" | "award_reversal" | "contract" | "payment";
        /** @description A statement, newest line first, like a bank's, but open to everybody. */
        LedgerPage: {
            /** @description Whose it is: the organisation, or the contract with its name. */
            holder: components["schemas"]["NameRef"];
            /** @description Over all lines, not only this page's. */
            totals: components["schemas"]["LedgerTotals"];
            /** @description The lines. */
            items: components["schemas"]["LedgerItem"][];
            /** @description Pass as `cursor` to get older lines; null on the last page. */
            next_cursor?: string | null;
        };
        /** @description How far the money has come: `awarded = committed + payable + paid`, each the sum of its postings. */
        LedgerTotals: {
            /** @description All awards in force. */
            awarded_fen: components["schemas"]["Fen"];
            /** @description Of these, without a filed contract. */
            committed_fen: components["schemas"]["Fen"];
            /** @description Contracted, not paid. */
            payable_fen: components["schemas"]["Fen"];
            /** @description Payments confirmed by the agencies. */
            paid_fen: components["schemas"]["Fen"];
        };
        /** @description How the fee stands to the limit. */
        Limit: {
            /** @description `ok`, `warn` or `refuse`. */
            level: string;
            /** @description In words; empty where all is well. */
            text: string;
        };
        /** @description One step of the way to an outcome. */
        Line: {
            uscc: components["schemas"]["Uscc"];
            price_fen: components["schemas"]["Fen"];
            /** @enum {string} */
            step: "price";
        } | {
            uscc: components["schemas"]["Uscc"];
            why: components["schemas"]["Invalid"];
            /** @enum {string} */
            step: "invalid";
        } | {
            sum_fen: components["schemas"]["Fen"];
            /** Format: int32 */
            count: number;
            mean_fen: components["schemas"]["Fen"];
            /** @enum {string} */
            step: "mean";
        } | {
            uscc: components["schemas"]["Uscc"];
            price_fen: components["schemas"]["Fen"];
            under_ceiling: boolean;
            under_mean: boolean;
            /** @enum {string} */
            step: "low";
        } | {
            uscc: components["schemas"]["Uscc"];
            accepted: boolean;
            /** @enum {string} */
            step: "verdict";
        } | {
            order: components["schemas"]["Uscc"][];
            /** @enum {string} */
            step: "tie";
        } | {
            uscc: components["schemas"]["Uscc"];
            /** @enum {string} */
            step: "passed_over";
        } | {
            end: components["schemas"]["End"];
            uscc: components["schemas"]["Uscc"];
            price_fen: components["schemas"]["Fen"];
            /** Format: int32 */
            among: number;
            /** @enum {string} */
            step: "trimmed";
        } | {
            of: number[];
            /** Format: int32 */
            percent: number;
            /** @enum {string} */
            step: "percent";
        } | {
            mean_fen: components["schemas"]["Fen"];
            /** Format: int32 */
            percent: number;
            reference_fen: components["schemas"]["Fen"];
            /** @enum {string} */
            step: "reference";
        } | {
            uscc: components["schemas"]["Uscc"];
            price_fen: components["schemas"]["Fen"];
            distance_fen: components["schemas"]["Fen"];
            /** @enum {string} */
            step: "distance";
        } | {
            uscc: components["schemas"]["Uscc"];
            amount_fen: components["schemas"]["Fen"];
            /** Format: date-time */
            at: string;
            /** @enum {string} */
            step: "last_bid";
        } | {
            /** Format: date-time */
            end: string;
            /** @enum {string} */
            step: "end";
        } | {
            uscc: components["schemas"]["Uscc"];
            /** Format: int32 */
            tenths: number;
            /** @enum {string} */
            step: "credit";
        } | {
            /** Format: int32 */
            tenths: number;
            among: components["schemas"]["Uscc"][];
            taken: components["schemas"]["Uscc"][];
            /** @enum {string} */
            step: "border";
        } | {
            members: components["schemas"]["Uscc"][];
            /** @enum {string} */
            step: "long_list";
        } | {
            uscc: components["schemas"]["Uscc"];
            /** Format: int32 */
            lots: number;
            /** @enum {string} */
            step: "lots";
        } | {
            members: components["schemas"]["Uscc"][];
            /** Format: int32 */
            of: number;
            /** @enum {string} */
            step: "short_list";
        } | {
            uscc: components["schemas"]["Uscc"];
            /** @enum {string} */
            step: "picked";
        } | {
            order: string[];
            serving: string[];
            /** @enum {string} */
            step: "assessors";
        } | {
            order: components["schemas"]["Uscc"][];
            /** @enum {string} */
            step: "labels";
        } | {
            /** Format: int32 */
            label: number;
            totals: number[];
            /** @enum {string} */
            step: "totals";
        } | {
            /** Format: int32 */
            label: number;
            /** Format: int32 */
            highest: number;
            /** Format: int32 */
            lowest: number;
            /** @enum {string} */
            step: "trimmed_totals";
        } | {
            /** Format: int32 */
            label: number;
            /** Format: int32 */
            sum: number;
            /** Format: int32 */
            count: number;
            /** Format: int32 */
            mean: number;
            /** @enum {string} */
            step: "merit";
        } | {
            /** Format: int32 */
            label: number;
            lowest_fen: components["schemas"]["Fen"];
            price_fen: components["schemas"]["Fen"];
            /** Format: int32 */
            weight: number;
            /** Format: int32 */
            points: number;
            /** @enum {string} */
            step: "price_points";
        } | {
            /** Format: int32 */
            label: number;
            uscc: components["schemas"]["Uscc"];
            /** Format: int32 */
            merit: number;
            /** Format: int32 */
            price_points: number;
            /** Format: int32 */
            points: number;
            /** @enum {string} */
            step: "sum";
        };
        /** @description A year: `{"provisional": true}`, or source and exceptions of the official notice. */
        LoadYear: {
            /**
             * @description Weekends and fixed statutory days only, until the official notice is loaded.
             * @default false
             */
            provisional?: boolean;
            /**
             * @description The official notice: 国办发明电〔2025〕7号. 4 to 200 characters.
             * @default null
             */
            source?: string | null;
            /**
             * @description Its days off, weekends within them included, and its make-up working days; 1 to 366.
             * @default null
             */
            exceptions?: components["schemas"]["CalendarException"][] | null;
        };
        /** @description The signed head of the log. */
        LogHead: {
            /** @description Name of the log and of its key. */
            origin: string;
            /** @description Verifier key (C2SP signed-note). */
            key: string;
            /**
             * Format: int64
             * @description Number of leaves.
             */
            size: number;
            /** @description Merkle tree hash, 64 lower hex digits. */
            root: string;
            /** @description When it was signed, by the machine's time. */
            at: components["schemas"]["Instant"];
            /** @description The signed checkpoint (C2SP tlog-checkpoint), as served at `/log/checkpoint`. */
            checkpoint: string;
            /** @description What witnesses have cosigned. */
            witnesses: components["schemas"]["WitnessView"][];
        };
        /** @description One leaf. */
        LogLeaf: {
            /** Format: int64 */
            index: number;
            /** @description What the log shows of it; its canonical JSON (RFC 8785) is the leaf. */
            document: Record<string, unknown>;
            /** @description SHA-256 of the leaf, 64 lower hex digits: what receipts quote. */
            hash: string;
            /** @description SHA-256(0x00 || leaf): the leaf's node in the tree. */
            leaf_hash: string;
        };
        /**
         * @description A national lottery.
         * @enum {string}
         */
        Lottery: "ssq" | "dlt" | "fc3d" | "pl3" | "pl5" | "qxc";
        /** @description A price that would win and is abnormally low, with what was said and decided about it. */
        LowPrice: {
            /** @description Whose. */
            agency: components["schemas"]["OrganisationRef"];
            /** @description How much. */
            price_fen: components["schemas"]["Fen"];
            /** @description It is low by the measure of the ceiling. */
            under_ceiling: boolean;
            /** @description It is low by the measure of the mean. */
            under_mean: boolean;
            /** @description When its entrant was asked. */
            asked_at: components["schemas"]["Instant"];
            justify_by?: components["schemas"]["Instant"] | null;
            /** @description What it said. */
            justification?: string | null;
            justified_at?: components["schemas"]["Instant"] | null;
            /** @description The verdict; null before. */
            accepted?: boolean | null;
            /** @description Its reason. */
            reason?: string | null;
            /** @description Who decided. */
            decided_by?: string | null;
            decided_at?: components["schemas"]["Instant"] | null;
        };
        /** @description What the client decides about it. */
        LowPriceVerdict: {
            /**
             * Format: uuid
             * @description Whose price.
             */
            agency_id: string;
            /** @description Whether it may win. */
            accepted: boolean;
            /** @description Why; 10 to 2,000 characters, public. */
            reason: string;
        };
        /** @description The signed-in person. How many messages are unread, the inbox says. */
        Me: {
            person: components["schemas"]["PersonView"];
            /** @description The membership acted in. */
            membership: components["schemas"]["Membership"];
            memberships: components["schemas"]["Membership"][];
        };
        /** @description A role that a person holds, in an organisation or on the operating side. */
        Membership: {
            /** Format: uuid */
            id: string;
            role: components["schemas"]["Role"];
            organisation?: components["schemas"]["OrganisationBrief"] | null;
        };
        /** @description A message, in the words of the request's language. */
        Message: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description Kind of the journal entry it follows from. */
            kind: string;
            /** @description What happened, in one line. */
            title: string;
            /** @description Why, and what comes next. */
            body: string;
            /** @description The page it is about. */
            link: string;
            /** @description When it happened. */
            at: components["schemas"]["Instant"];
            read_at?: components["schemas"]["Instant"] | null;
        };
        /**
         * @description The selection method of a notice.
         * @enum {string}
         */
        Method: "direct" | "draw" | "price" | "reverse_auction" | "reference_price" | "credit_merit" | "proposal_merit";
        /** @description One method's share. */
        MethodShare: {
            method: components["schemas"]["Method"];
            /** Format: int64 */
            awards: number;
            awarded_fen: components["schemas"]["Fen"];
        };
        /** @description One month. */
        Month: {
            /** @description `2026-11` */
            month: string;
            /** Format: int64 */
            notices: number;
            /** Format: int64 */
            awards: number;
            awarded_fen: components["schemas"]["Fen"];
        };
        /** @description Where to move the training clock: forward only. */
        MoveClock: {
            advance_to?: components["schemas"]["Instant"] | null;
            /**
             * Format: int64
             * @description … or by so many seconds.
             */
            advance_seconds?: number | null;
        };
        /** @description The caller's own sign-up in the round shown. */
        MySignUp: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description When. */
            at: components["schemas"]["Instant"];
            /** @description Result of the check at the freeze; null before. */
            eligible?: boolean | null;
            /** @description Names of the rules that failed there. */
            failed_rules: string[];
        };
        /** @description A resource by its name. */
        NameRef: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description Its name. */
            name: string;
        };
        /** @description A practitioner to register. */
        NewPractitioner: {
            /** @description 1 to 50 characters. */
            name: string;
            /** @description Which certificate: 注册造价工程师. At most 100 characters. */
            certificate: string;
            /** @description Registration number. At most 100 characters. */
            reg_no?: string | null;
        };
        /** @description A certificate to put on file. */
        NewQualification: {
            /** @description Code of a kind of qualification. */
            kind: string;
            /**
             * Format: int32
             * @description 1 = 甲 (best), 2 = 乙, 3 = 丙, 4 = 丁; left out where the kind has no grades.
             */
            grade?: number | null;
            /** @description At most 100 characters. */
            certificate_no: string;
            /** @description At most 100 characters. */
            issuer: string;
            /** Format: date */
            valid_from: string;
            /**
             * Format: date
             * @description Last day; left out without end.
             */
            valid_to?: string | null;
            /**
             * Format: uuid
             * @description A file uploaded by the agency.
             */
            file_id?: string | null;
        };
        /** @description What changes in the next round; all else is carried over, the dates are computed anew. */
        NextRound: {
            /**
             * Format: int32
             * @description Working days of sign-up; the least that the rules allow for a further round unless said.
             * @default null
             */
            signup_days?: number | null;
            /** @default null */
            signup_deadline?: components["schemas"]["Instant"] | null;
            /** @default null */
            select_time?: components["schemas"]["Instant"] | null;
            /** @default null */
            method?: components["schemas"]["Method"] | null;
            /** @default null */
            amount_fen?: components["schemas"]["AmountInput"] | null;
            /** @default null */
            quote_kind?: components["schemas"]["QuoteKind"] | null;
            /** @default null */
            floor_fen?: components["schemas"]["AmountInput"] | null;
            /**
             * Format: int32
             * @description Another least discount.
             * @default null
             */
            min_rate?: number | null;
            /**
             * Format: int32
             * @description Another largest discount.
             * @default null
             */
            max_rate?: number | null;
            /** @default null */
            sheet?: components["schemas"]["Sheet"] | null;
            /** @default null */
            beacon?: components["schemas"]["BeaconSource"] | null;
            /**
             * @description Other requirements.
             * @default null
             */
            qualification_required?: boolean | null;
            /**
             * Format: int32
             * @description Other requirements.
             * @default null
             */
            staff_required?: number | null;
            /**
             * @description Another service.
             * @default null
             */
            service_content?: string | null;
        };
        /** @description A member of the frozen roster that is out, because what it had sealed could not be opened. */
        NotOpened: {
            /** @description Its code. */
            uscc: string;
            /** @description Its name. */
            name: string;
            /** @description What it had committed to. */
            commitment: string;
            /** @description Why it is out. */
            reason: string;
        };
        /** @description A notice as its page shows it. */
        Notice: components["schemas"]["NoticeFacts"] & {
            /** @description 关于为【…】公开选取【…】机构的公告 */
            title: string;
            /**
             * Format: int32
             * @description The least number of eligible entrants, under the rules frozen at publication; before, under those of the division now.
             */
            min_entrants: number;
            /**
             * Format: int64
             * @description Of a drand number its round, which follows from the selection time; null for another source, and before that time is known.
             */
            beacon_round?: number | null;
            /**
             * Format: int32
             * @description Working days after the selection time within which the public number must be in, until 17:30.
             */
            beacon_days: number;
            /** @description From publication to acceptance. */
            road: components["schemas"]["RoadStep"][];
            /** @description What the caller may do now; nothing in a round that has a successor. */
            actions: string[];
            expected?: components["schemas"]["Expected"] | null;
            my_sign_up?: components["schemas"]["MySignUp"] | null;
        };
        /** @description The award of the round. */
        NoticeAward: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description `ZX-433101-20261123-0001` */
            code: string;
            /** @description The winner. */
            agency: components["schemas"]["OrganisationRef"];
            /** @description The price. */
            amount_fen: components["schemas"]["Fen"];
            /** @description When the winner was found. */
            selected_at: components["schemas"]["Instant"];
            publicity_until?: components["schemas"]["Instant"] | null;
            awarded_at?: components["schemas"]["Instant"] | null;
        };
        /** @description The form of a notice; everything may be missing while it is a draft (domain.md §6.2). */
        NoticeContent: {
            /**
             * Format: uuid
             * @description Only when a draft is made: the notice to copy, one of the client's own or any published one. All else is taken from there.
             * @default null
             */
            copy_of?: string | null;
            /**
             * @description 采购项目名称
             * @default
             */
            project_name?: string;
            /**
             * @description The tenant; the client's own division unless said.
             * @default null
             */
            division_code?: string | null;
            /**
             * @description Codes of catalog items, at most 20.
             * @default []
             */
            items?: string[];
            /**
             * @description Whether an agency must offer any or all of them.
             * @default all
             */
            item_match?: components["schemas"]["ItemMatch"];
            /**
             * @description National investment project code (GB/T 40058-2021), if there is one.
             * @default
             */
            approve_code?: string;
            /**
             * @description The approval the service is for.
             * @default
             */
            approval_matter?: string;
            /**
             * @description Who answers.
             * @default
             */
            contact_name?: string;
            /**
             * @description Public.
             * @default
             */
            contact_phone?: string;
            /**
             * @description For complaints; public, required.
             * @default
             */
            complaint_phone?: string;
            /**
             * @description How the size of the project is given.
             * @default other
             */
            scale_kind?: components["schemas"]["ScaleKind"];
            /** @default null */
            scale_fen?: components["schemas"]["AmountInput"] | null;
            /**
             * Format: int64
             * @description Size in hundredths of a square metre.
             * @default null
             */
            scale_m2_hundredths?: number | null;
            /**
             * @description Size in words.
             * @default
             */
            scale_note?: string;
            /**
             * Format: int32
             * @description Percent of fiscal money; the rest is social.
             * @default 100
             */
            fiscal_percent?: number;
            /**
             * @description What is to be done.
             * @default
             */
            service_content?: string;
            /**
             * @description By when.
             * @default
             */
            service_time_note?: string;
            /** @default null */
            amount_fen?: components["schemas"]["AmountInput"] | null;
            /**
             * @description What the fee covers.
             * @default
             */
            amount_note?: string;
            /**
             * @description How the winner is found.
             * @default draw
             */
            method?: components["schemas"]["Method"];
            /**
             * @description Where entrants compete on price: whether they quote amounts or discount rates. `amount_fen` is then the ceiling, or what a rate is
             *     taken off.
             * @default amount
             */
            quote_kind?: components["schemas"]["QuoteKind"];
            /** @default null */
            floor_fen?: components["schemas"]["AmountInput"] | null;
            /**
             * Format: int32
             * @description Least discount, in hundredths of a percent.
             * @default null
             */
            min_rate?: number | null;
            /**
             * Format: int32
             * @description Largest discount, in hundredths of a percent; below 10,000.
             * @default null
             */
            max_rate?: number | null;
            /** @default null */
            sheet?: components["schemas"]["Sheet"] | null;
            /** @default null */
            beacon?: components["schemas"]["BeaconSource"] | null;
            /**
             * @description Whether certificates are asked for; otherwise a pledge is enough.
             * @default true
             */
            qualification_required?: boolean;
            /**
             * @description In words.
             * @default
             */
            qualification_note?: string;
            /**
             * Format: int32
             * @description How many registered practitioners.
             * @default 0
             */
            staff_required?: number;
            /**
             * @description Further requirements.
             * @default
             */
            other_note?: string;
            /**
             * @description Agencies excluded, each with the reason.
             * @default []
             */
            recusals?: components["schemas"]["RecusalInput"][];
            /**
             * @description At most five.
             * @default []
             */
            witnesses?: components["schemas"]["Witness"][];
            /**
             * Format: int32
             * @description Where the method seals: how many of the witnesses must come to open what was sealed, two or more; null: it does not depend on them.
             *     Each then needs a key of its own before publication (`POST /notices/{id}/witness-invitations`).
             * @default null
             */
            witness_threshold?: number | null;
            /**
             * Format: int32
             * @description Working days of sign-up, counted from publication; or give `signup_deadline`.
             * @default null
             */
            signup_days?: number | null;
            /** @default null */
            signup_deadline?: components["schemas"]["Instant"] | null;
            /** @default null */
            select_time?: components["schemas"]["Instant"] | null;
            /**
             * @description Uploaded files.
             * @default []
             */
            files?: string[];
        };
        /** @description A draft as saved, normalised, with what keeps it from being handed in. */
        NoticeDraft: components["schemas"]["NoticeContent"] & {
            /**
             * Format: uuid
             * @description The notice.
             */
            id: string;
            /**
             * Format: int32
             * @description Row version for the next `If-Match`.
             */
            version: number;
            /** @description What is missing or wrong for submission, by field. */
            problems: components["schemas"]["Lack"][];
        };
        /** @description What stands in the database about the round shown. */
        NoticeFacts: {
            /**
             * Format: uuid
             * @description Id of the notice.
             */
            id: string;
            /** @description Purchase code, with `-Rn` from round 2 on; null before publication. */
            code?: string | null;
            /**
             * Format: int32
             * @description Row version for `If-Match`.
             */
            version: number;
            /** @description Name of the project. */
            project_name: string;
            /** @description Tenant. */
            division_code: string;
            /** @description Its name. */
            division_name: string;
            /** @description Catalog items. */
            items: components["schemas"]["ItemRef"][];
            /** @description Whether an agency must offer any or all of them. */
            item_match: components["schemas"]["ItemMatch"];
            /** @description National investment project code. */
            approve_code: string;
            /** @description The approval the service is for. */
            approval_matter: string;
            /** @description Who answers. */
            contact_name: string;
            /** @description Their telephone. */
            contact_phone: string;
            /** @description Telephone for complaints. */
            complaint_phone: string;
            /** @description How the size of the project is given. */
            scale_kind: string;
            scale_fen?: components["schemas"]["Fen"] | null;
            /**
             * Format: int64
             * @description Size in hundredths of a square metre.
             */
            scale_m2_hundredths?: number | null;
            /** @description Size in words. */
            scale_note: string;
            /**
             * Format: int32
             * @description Percent of fiscal money; null where an imported notice does not say.
             */
            fiscal_percent?: number | null;
            /** @description What is to be done. */
            service_content: string;
            /** @description By when. */
            service_time_note: string;
            amount_fen?: components["schemas"]["Fen"] | null;
            /** @description What the fee covers. */
            amount_note: string;
            /** @description How the winner is found. */
            method: components["schemas"]["Method"];
            /**
             * @description Where entrants compete on price (`price`, `reference_price`, `proposal_merit`, `reverse_auction`): whether a quote is an amount or a
             *     discount rate. `amount_fen` is then the ceiling, or what a rate is taken off.
             */
            quote_kind: components["schemas"]["QuoteKind"];
            floor_fen?: components["schemas"]["Fen"] | null;
            /**
             * Format: int32
             * @description Least discount, in hundredths of a percent.
             */
            min_rate?: number | null;
            /**
             * Format: int32
             * @description Largest discount, in hundredths of a percent.
             */
            max_rate?: number | null;
            sheet?: components["schemas"]["Sheet"] | null;
            beacon?: components["schemas"]["BeaconSource"] | null;
            beacon_by?: components["schemas"]["Instant"] | null;
            /** @description The number as the seed has it; `-` where it was not in by its time. Null before. */
            beacon_value?: string | null;
            beacon_at?: components["schemas"]["Instant"] | null;
            /** @description Who entered it. */
            beacon_from?: string | null;
            /** @description Whether certificates are asked for. */
            qualification_required: boolean;
            /** @description In words. */
            qualification_note: string;
            /**
             * Format: int32
             * @description How many registered practitioners.
             */
            staff_required: number;
            /** @description Further requirements. */
            other_note: string;
            /** @description Excluded agencies. */
            recusals: components["schemas"]["Recusal"][];
            /** @description Witnesses; their telephones only to the client and the operating side. */
            witnesses: components["schemas"]["Witness"][];
            /**
             * Format: int32
             * @description Working days of sign-up, where so given.
             */
            signup_days?: number | null;
            /** @description Whose notice it is. */
            client: components["schemas"]["ClientRef"];
            /** @description The file it was imported from, of a notice that was published elsewhere; null for one of this marketplace. */
            source?: string | null;
            /** @description Where the round stands. */
            state: components["schemas"]["RoundState"];
            /** @description Since when. */
            state_since: components["schemas"]["Instant"];
            /**
             * Format: int32
             * @description From 1.
             */
            round_number: number;
            /**
             * Format: int32
             * @description How many rounds before this one failed for too few entrants though they asked for no more and offered no less; from the second on the rules ask for less (domain.md §7.10).
             */
            too_few: number;
            /** @description All rounds that may be seen. */
            rounds: components["schemas"]["RoundRef"][];
            submitted_at?: components["schemas"]["Instant"] | null;
            published_at?: components["schemas"]["Instant"] | null;
            signup_deadline?: components["schemas"]["Instant"] | null;
            /**
             * Format: int32
             * @description Year without calendar that a deadline of the running stage waits for; it is computed when the year is loaded. Null: none.
             */
            calendar_missing?: number | null;
            /** @description A deadline of the running stage was counted through a provisional calendar year and is counted again when the official one comes. */
            deadline_provisional: boolean;
            select_time?: components["schemas"]["Instant"] | null;
            closed_at?: components["schemas"]["Instant"] | null;
            /** @description SHA-256 of the frozen rules. */
            rules_hash?: string | null;
            /** @description SHA-256 of the draw's secret. */
            draw_commit?: string | null;
            /** @description The X25519 public key that sign-ups are sealed to, 64 lower hex digits; null where the method does not seal. */
            seal_key?: string | null;
            split?: components["schemas"]["SplitView"] | null;
            /** @description SHA-256 of who is in with which commitment, fixed at the deadline, before anything sealed is opened. */
            sealed_roster_hash?: string | null;
            opened_at?: components["schemas"]["Instant"] | null;
            /** @description SHA-256 of the frozen roster; where the method seals, from the opening on. */
            roster_hash?: string | null;
            /**
             * Format: int32
             * @description How many signed up; null before the deadline.
             */
            entrants?: number | null;
            /**
             * Format: int32
             * @description How many of them are eligible.
             */
            eligible?: number | null;
            /** @description Why it ended without a winner. */
            end_reason?: string | null;
            /** @description Why the operator sent it back; to the client and the operating side only. */
            return_reason?: string | null;
            /** @description Who signed up, once the roster is frozen. */
            roster: components["schemas"]["RosterLine"][];
            credit_lists?: components["schemas"]["CreditLists"] | null;
            auction_start?: components["schemas"]["Instant"] | null;
            auction_end?: components["schemas"]["Instant"] | null;
            /** @description Low prices that were, or must be, judged. */
            low_prices: components["schemas"]["LowPrice"][];
            panel?: components["schemas"]["PanelProgress"] | null;
            award?: components["schemas"]["NoticeAward"] | null;
            /**
             * Format: uuid
             * @description The contract, to its parties and the operating side.
             */
            contract_id?: string | null;
            /** @description Attached files. */
            files: components["schemas"]["FileView"][];
        };
        /** @description A notice found, by its latest published round. */
        NoticeHit: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description Purchase code; null for an imported notice. */
            code?: string | null;
            /** @description Title of its page. */
            title: string;
            /** @description The project. */
            project_name: string;
            /** @description Who buys. */
            client: components["schemas"]["HitParty"];
            /** @description Where. */
            division_code?: string | null;
            /** @description Name of that division. */
            division_name?: string | null;
            /** @description What is bought. */
            items: components["schemas"]["HitItem"][];
            /** @description How a winner is found. */
            method: components["schemas"]["Method"];
            /** @description Where the round stands. */
            state: components["schemas"]["RoundState"];
            /**
             * Format: int64
             * @description The amount, where named.
             */
            amount_fen?: number | null;
            /**
             * Format: int32
             * @description Which round.
             */
            round_number: number;
            signup_deadline?: components["schemas"]["Instant"] | null;
            /** @description When it was published. */
            published_at: components["schemas"]["Instant"];
        };
        /** @description The notice of a sign-up or an award. */
        NoticeRef: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description Purchase code with its round. */
            code: string;
            /** @description Title. */
            title: string;
        };
        /** @description A line of a list of notices. */
        NoticeRow: {
            /**
             * Format: uuid
             * @description Id of the notice.
             */
            id: string;
            /** @description Purchase code with its round; null before publication. */
            code?: string | null;
            /** @description Name of the project. */
            project_name: string;
            /** @description Title. */
            title: string;
            /** @description Whose notice it is. */
            client: components["schemas"]["NameRef"];
            /** @description Tenant. */
            division_code: string;
            /** @description Its name. */
            division_name: string;
            /** @description Catalog items. */
            items: components["schemas"]["ItemRef"][];
            /** @description How the winner is found. */
            method: components["schemas"]["Method"];
            /** @description Where the round stands. */
            state: components["schemas"]["RoundState"];
            amount_fen?: components["schemas"]["Fen"] | null;
            signup_deadline?: components["schemas"]["Instant"] | null;
            /**
             * Format: int32
             * @description Year without calendar that a deadline waits for; null: none.
             */
            calendar_missing?: number | null;
            /** @description A deadline was counted through a provisional calendar year. */
            deadline_provisional: boolean;
            select_time?: components["schemas"]["Instant"] | null;
            submitted_at?: components["schemas"]["Instant"] | null;
            published_at?: components["schemas"]["Instant"] | null;
            /**
             * Format: int32
             * @description From 1.
             */
            round_number: number;
            /**
             * Format: int32
             * @description How many signed up; null before the deadline.
             */
            entrants?: number | null;
        };
        /** @description An agency that offers an item. */
        Offer: components["schemas"]["AgencyRow"] & {
            /** @description Whether it can take work in the item now. */
            able: boolean;
            status?: components["schemas"]["Text"] | null;
        };
        /** @description What was sealed until the opening, and the seed that follows from it. */
        Opened: {
            /** @description `JISHI-DRAW-V1`. */
            algorithm: string;
            /** @description `-`, or the value of the public source that the notice named. */
            beacon: string;
            beacon_source?: components["schemas"]["BeaconSource"] | null;
            /** @description SHA-256 of `secret`, published with the notice; 64 lower hex digits. */
            commit: string;
            /** @description 32 bytes, 64 lower hex digits. */
            secret: string;
            /** @description Eligible entrants in roster order. */
            roster: components["schemas"]["OpenedEntrant"][];
            /** @description Members of the frozen roster whose sign-up could not be opened, by code. */
            not_opened: components["schemas"]["NotOpened"][];
            /** @description SHA-256 of the sorted lines `{uscc}:{commitment}` of both, published at the freeze. */
            sealed_roster_hash: string;
            /** @description The seed of all choices. */
            seed: string;
            /** @description Every value taken from the seed. */
            steps: components["schemas"]["DrawStep"][];
        };
        /** @description One eligible entrant with what it had sealed. */
        OpenedEntrant: {
            /** @description Its code. */
            uscc: string;
            /** @description Its name. */
            name: string;
            /** @description 16 bytes, 32 lower hex digits. */
            nonce: string;
            proposal?: components["schemas"]["SealedProposal"] | null;
            quote?: components["schemas"]["Quote"] | null;
            /** @description 32 bytes, 64 lower hex digits. */
            salt: string;
            /** @description SHA-256 of the canonical JSON of nonce, `notice_code`, proposal (where there is one), quote, salt and uscc; in its receipt since the sign-up. */
            commitment: string;
        };
        /**
         * @description The kind of organisation, from the first two characters of its code.
         * @enum {string}
         */
        OrgType: "government" | "institution" | "mass_organisation" | "law_firm" | "notary_office" | "grassroots_legal_service" | "forensic_institute" | "arbitration_commission" | "social_group" | "private_non_enterprise" | "foundation" | "residents_committee" | "enterprise" | "individual_business" | "farmers_cooperative" | "collective_economy" | "other";
        /** @description The organisation acted for. */
        OrganisationBrief: {
            /** Format: uuid */
            id: string;
            name: string;
            /** @description `agency` or `client`. */
            kind: string;
        };
        /** @description The organisation's half of the registration form. */
        OrganisationForm: {
            kind: components["schemas"]["OrganisationKind"];
            /** @description Unified social credit code; lower case, spaces and full-width characters are understood. */
            uscc: string;
            /** @description 2 to 200 characters. */
            name: string;
            /** @description GB/T 2260. */
            division_code: string;
            address?: string | null;
            /** @description 1 to 50 characters. */
            contact_name: string;
            /** @description Mobile number, or landline with its area code. */
            contact_phone: string;
            email?: string | null;
            legal_rep?: string | null;
            intro?: string | null;
            unit_type?: components["schemas"]["UnitType"] | null;
            /** @description Of an agency: codes of catalog items. */
            services?: string[] | null;
            /** @description An agency must accept the pledge (告知承诺). */
            pledge_accepted?: boolean | null;
        };
        /**
         * @description What an organisation registers as.
         * @enum {string}
         */
        OrganisationKind: "agency" | "client";
        /** @description An organisation by name and code. */
        OrganisationRef: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description Its name. */
            name: string;
            /** @description Its unified social credit code. */
            uscc: string;
        };
        /** @description One page of a list. */
        Page_AgencyRow: {
            items: {
                /** Format: uuid */
                id: string;
                uscc: string;
                name: string;
                division_code: string;
                division_name: string;
                state: components["schemas"]["AgencyState"];
                /** @description The first six by code. */
                services: components["schemas"]["ServiceBrief"][];
                /** Format: int64 */
                services_count: number;
                /**
                 * Format: double
                 * @description Points, 0 to 110; a new agency starts at 100.
                 */
                credit: number;
                /** @description Counter in the physical store, if resident. */
                resident_counter?: string | null;
                registered_at: components["schemas"]["Instant"];
            }[];
            /** @description Pass as `cursor` to get the next page; null on the last. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_Assessor: {
            items: {
                /**
                 * Format: uuid
                 * @description Its id, by which it is drawn.
                 */
                id: string;
                /** @description Name. */
                name: string;
                /** @description Where it works. */
                employer: string;
                /** @description Title and field. */
                field: string;
                /** @description Telephone. */
                phone: string;
                /** @description Where it stands. */
                state: components["schemas"]["AssessorState"];
                /** @description Why the operator decided so. */
                reason?: string | null;
                /** @description When it registered. */
                applied_at: components["schemas"]["Instant"];
                decided_at?: components["schemas"]["Instant"] | null;
            }[];
            /** @description Pass as `cursor` to get the next page; null on the last. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_AwardRow: {
            items: {
                /**
                 * Format: uuid
                 * @description Its id.
                 */
                id: string;
                /** @description `ZX-433101-20261123-0001`. */
                code: string;
                /** @description What was procured. */
                notice: components["schemas"]["NoticeRef"];
                /** @description Name of the project. */
                project_name: string;
                /** @description Who bought. */
                client: components["schemas"]["NameRef"];
                /** @description Who won. */
                agency: components["schemas"]["OrganisationRef"];
                /** @description The catalog items. */
                items: components["schemas"]["ItemRef"][];
                /** @description Division of the notice. */
                division_code: string;
                /** @description How it was won. */
                method: components["schemas"]["Method"];
                /** @description The price. */
                amount_fen: components["schemas"]["Fen"];
                /**
                 * Format: int32
                 * @description How many had signed up.
                 */
                entrants: number;
                /**
                 * Format: int32
                 * @description How many of them were eligible.
                 */
                eligible: number;
                /** @description When the winner was found. */
                selected_at: components["schemas"]["Instant"];
                /** @description Where the round stands now: `publicity`, `awarded`, `contracted` …; `failed` where the winner is out. */
                state: components["schemas"]["RoundState"];
            }[];
            /** @description Pass as `cursor` to get the next page; null on the last. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_ClientRow: {
            items: {
                /** Format: uuid */
                id: string;
                uscc?: components["schemas"]["Uscc"] | null;
                name: string;
                unit_type: components["schemas"]["UnitType"];
                division_code: string;
                division_name: string;
                registered_at: components["schemas"]["Instant"];
            }[];
            /** @description Pass as `cursor` to get the next page; null on the last. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_ContractRow: {
            items: {
                /**
                 * Format: uuid
                 * @description Its id.
                 */
                id: string;
                /** @description `HT-…` */
                code: string;
                /** @description Its name. */
                name: string;
                /** @description The client. */
                client: components["schemas"]["NameRef"];
                /** @description The agency. */
                agency: components["schemas"]["NameRef"];
                /** @description Equal to the award. */
                price_fen: components["schemas"]["Fen"];
                /** @description Where its text stands. */
                state: components["schemas"]["ContractState"];
                /** @description Where the work stands. */
                round_state: components["schemas"]["RoundState"];
                /** @description The notice. */
                notice: components["schemas"]["CodeRef"];
                /** @description Sum of the confirmed payments. */
                paid_fen: components["schemas"]["Fen"];
            }[];
            /** @description Pass as `cursor` to get the next page; null on the last. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_HistoryItem: {
            items: {
                /**
                 * Format: uuid
                 * @description Id of the journal entry.
                 */
                id: string;
                /**
                 * Format: int64
                 * @description Place in the journal's order; null for the moment before the sequencer has placed it.
                 */
                index?: number | null;
                /** @description The official instant. */
                at: components["schemas"]["Instant"];
                done_at?: components["schemas"]["Instant"] | null;
                /** @description What happened, noun.verb. */
                kind: string;
                /** @description Role, and organisation where it is public, of who acted. */
                actor: Record<string, unknown>;
                /** @description Public part of the entry. */
                public: Record<string, unknown>;
                /** @description Entry hash, SHA-256, lower-case hex. */
                hash: string;
            }[];
            /** @description Pass as `cursor` to get the next page; null on the last. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_LogLeaf: {
            items: {
                /** Format: int64 */
                index: number;
                /** @description What the log shows of it; its canonical JSON (RFC 8785) is the leaf. */
                document: Record<string, unknown>;
                /** @description SHA-256 of the leaf, 64 lower hex digits: what receipts quote. */
                hash: string;
                /** @description SHA-256(0x00 || leaf): the leaf's node in the tree. */
                leaf_hash: string;
            }[];
            /** @description Pass as `cursor` to get the next page; null on the last. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_Message: {
            items: {
                /**
                 * Format: uuid
                 * @description Its id.
                 */
                id: string;
                /** @description Kind of the journal entry it follows from. */
                kind: string;
                /** @description What happened, in one line. */
                title: string;
                /** @description Why, and what comes next. */
                body: string;
                /** @description The page it is about. */
                link: string;
                /** @description When it happened. */
                at: components["schemas"]["Instant"];
                read_at?: components["schemas"]["Instant"] | null;
            }[];
            /** @description Pass as `cursor` to get the next page; null on the last. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_NoticeRow: {
            items: {
                /**
                 * Format: uuid
                 * @description Id of the notice.
                 */
                id: string;
                /** @description Purchase code with its round; null before publication. */
                code?: string | null;
                /** @description Name of the project. */
                project_name: string;
                /** @description Title. */
                title: string;
                /** @description Whose notice it is. */
                client: components["schemas"]["NameRef"];
                /** @description Tenant. */
                division_code: string;
                /** @description Its name. */
                division_name: string;
                /** @description Catalog items. */
                items: components["schemas"]["ItemRef"][];
                /** @description How the winner is found. */
                method: components["schemas"]["Method"];
                /** @description Where the round stands. */
                state: components["schemas"]["RoundState"];
                amount_fen?: components["schemas"]["Fen"] | null;
                signup_deadline?: components["schemas"]["Instant"] | null;
                /**
                 * Format: int32
                 * @description Year without calendar that a deadline waits for; null: none.
                 */
                calendar_missing?: number | null;
                /** @description A deadline was counted through a provisional calendar year. */
                deadline_provisional: boolean;
                select_time?: components["schemas"]["Instant"] | null;
                submitted_at?: components["schemas"]["Instant"] | null;
                published_at?: components["schemas"]["Instant"] | null;
                /**
                 * Format: int32
                 * @description From 1.
                 */
                round_number: number;
                /**
                 * Format: int32
                 * @description How many signed up; null before the deadline.
                 */
                entrants?: number | null;
            }[];
            /** @description Pass as `cursor` to get the next page; null on the last. */
            next_cursor?: string | null;
        };
        /** @description One page of a list. */
        Page_SignUpView: {
            items: {
                /**
                 * Format: uuid
                 * @description Its id.
                 */
                id: string;
                /** @description What for. */
                notice: components["schemas"]["NoticeRef"];
                /**
                 * Format: int32
                 * @description From 1.
                 */
                round_number: number;
                /** @description The instant that decided. */
                at: components["schemas"]["Instant"];
                withdrawn_at?: components["schemas"]["Instant"] | null;
                /** @description Result of the check at the freeze; null before. */
                eligible?: boolean | null;
                /** @description Names of the rules that failed there. */
                failed_rules: string[];
                /** @description The named practitioners. */
                practitioners: string[];
                /** @description Proof. */
                receipt: components["schemas"]["Receipt"];
                /** @description What its sealed part commits to, 64 lower hex digits; null where the method does not seal. */
                commitment?: string | null;
                resealed_at?: components["schemas"]["Instant"] | null;
                /** @description Where the round stands. */
                state_of_round: components["schemas"]["RoundState"];
                signup_deadline?: components["schemas"]["Instant"] | null;
            }[];
            /** @description Pass as `cursor` to get the next page; null on the last. */
            next_cursor?: string | null;
        };
        /** @description A pair's part of all awards of the client in the last twelve months. */
        PairShare: {
            /**
             * Format: int32
             * @description Awards to this agency.
             */
            count: number;
            /**
             * Format: int32
             * @description All awards of the client.
             */
            total: number;
            /**
             * Format: int32
             * @description Share by number in whole percent; null without any award.
             */
            share_percent?: number | null;
            /**
             * Format: int32
             * @description Share by amount in whole percent; null without any award.
             */
            amount_share_percent?: number | null;
            /** @description Sum of the awards to this agency. */
            amount_fen: components["schemas"]["Fen"];
        };
        /** @description How far the scoring of proposals has come. Who scores, and how, comes out with the evidence. */
        PanelProgress: {
            /**
             * Format: int32
             * @description How many assessors are scoring now or have handed in.
             */
            serving: number;
            /**
             * Format: int32
             * @description How many have handed in.
             */
            handed_in: number;
            /**
             * Format: int32
             * @description How many stood down or were replaced.
             */
            stood_down: number;
            score_by?: components["schemas"]["Instant"] | null;
        };
        /** @description A part of a text. */
        Part: {
            /** @description The text. */
            text: string;
            /** @description Whether it was searched for. */
            hit: boolean;
        };
        /** @description An entrant that may no longer win: it declined, did not sign in time, or was put out by an upheld objection. */
        PassedOver: {
            /** @description Who. */
            uscc: components["schemas"]["Uscc"];
            /** @description Why, public. */
            reason: string;
            /** @description Whose decision it was. */
            by: string;
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
        };
        /** @description One payment; the platform records it and never holds money. */
        Payment: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description How much. */
            amount_fen: components["schemas"]["Fen"];
            /**
             * Format: date
             * @description Day of the transfer.
             */
            paid_on: string;
            /** @description What the client says of it. */
            note: string;
            /** @description What the agency says of it. */
            state: components["schemas"]["PaymentState"];
            /** @description When it was recorded. */
            recorded_at: components["schemas"]["Instant"];
            decided_at?: components["schemas"]["Instant"] | null;
            /** @description Why it was disputed. */
            decision_note: string;
        };
        /** @description A payment made. */
        PaymentRecord: {
            /** @description More than zero, at most what is open. */
            amount_fen: components["schemas"]["AmountInput"];
            /**
             * Format: date
             * @description Day of the transfer: not before the award, not in the future.
             */
            paid_on: string;
            /** @description Up to 2,000 characters. */
            note?: string;
        };
        /**
         * @description Where a payment stands. The `CHECK` of `payment.state` lists the same codes.
         * @enum {string}
         */
        PaymentState: "recorded" | "confirmed" | "disputed";
        /** @description The first person of the organisation. */
        PersonForm: {
            /** @description Mobile number, e-mail address, or 3 to 40 letters and digits starting with a letter. */
            login: string;
            /** @description 1 to 50 characters. */
            name: string;
            /** @description 10 characters at least, 128 bytes at most. */
            password: string;
        };
        /** @description A person. */
        PersonView: {
            /** Format: uuid */
            id: string;
            name: string;
            login: string;
        };
        /** @description The client's pick. */
        Pick: {
            /** @description Who. */
            uscc: components["schemas"]["Uscc"];
            /** @description Why, public. */
            reason: string;
            /** @description Who picked. */
            by: string;
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
        };
        /** @description A bid. */
        PlaceBid: {
            /** @description For how much the bidder would do the work. */
            amount_fen: components["schemas"]["AmountInput"];
        };
        /** @description One posting: debit positive, credit negative. */
        Posting: {
            /** @description Where it is posted. */
            account: components["schemas"]["Account"];
            /** @description Signed amount. */
            amount_fen: components["schemas"]["Fen"];
        };
        /** @description A registered practitioner (执业人员). */
        Practitioner: {
            /** Format: uuid */
            id: string;
            name: string;
            certificate: string;
            reg_no: string;
        };
        /** @description The price of one award. */
        PricePoint: {
            /**
             * Format: uuid
             * @description The award.
             */
            award_id: string;
            /** @description When it was selected. */
            at: components["schemas"]["Instant"];
            /** @description The price. */
            amount_fen: components["schemas"]["Fen"];
        };
        /** @description What was awarded for an item alone. */
        Prices: {
            /**
             * Format: int64
             * @description How many awards.
             */
            count: number;
            min_fen?: components["schemas"]["Fen"] | null;
            median_fen?: components["schemas"]["Fen"] | null;
            max_fen?: components["schemas"]["Fen"] | null;
        };
        /** @description problem+json as sent; members beyond these explain a particular problem. */
        ProblemBody: {
            /** @description `/problems/{code}`, stable. */
            type: string;
            title: string;
            /** Format: int32 */
            status: number;
            /** @description What happened and what would be right, for people, in the request's language. */
            detail: string;
            errors?: components["schemas"]["ProblemField"][];
        } & {
            [key: string]: unknown;
        };
        /** @description A field error as sent. */
        ProblemField: {
            pointer: string;
            code: string;
            detail: string;
        };
        /** @description What its own people may change of an organisation; what is not sent stays. */
        ProfileChange: {
            /** @description 2 to 200 characters. */
            name?: string | null;
            /** @description At most 200 characters. */
            address?: string | null;
            /** @description 1 to 50 characters. */
            contact_name?: string | null;
            /** @description Mobile number, or landline with its area code. */
            contact_phone?: string | null;
            email?: string | null;
            /** @description At most 50 characters. */
            legal_rep?: string | null;
            /** @description At most 2,000 characters. */
            intro?: string | null;
            /** @description GB/T 2260. */
            division_code?: string | null;
        };
        /** @description A proposal whose author is public. */
        ProposalFile: {
            /**
             * Format: int32
             * @description Its number, from 1; the PDF is at `/api/v1/notices/{id}/proposals/{label}/file`.
             */
            label: number;
            /**
             * Format: int32
             * @description Bytes of its PDF.
             */
            size: number;
            /** @description Whose. */
            agency: components["schemas"]["OrganisationRef"];
        };
        /** @description A proposal, by its number. */
        ProposalRef: {
            /**
             * Format: int32
             * @description From 1.
             */
            label: number;
            /**
             * Format: int32
             * @description Bytes of its PDF.
             */
            size: number;
        };
        /** @description A kind of qualification certificate. */
        QualificationKind: {
            /** @description Code. */
            code: string;
            /** @description Name. */
            name: string;
            /** @description English name. */
            name_en: string;
        };
        /** @description What a way of matching is worth, as a part of the field's weight. */
        Quality: {
            /**
             * Format: float
             * @description The word itself.
             */
            exact: number;
            /**
             * Format: float
             * @description A synonym of it.
             */
            synonym: number;
            /**
             * Format: float
             * @description A word that begins with it.
             */
            prefix: number;
            /**
             * Format: float
             * @description The parts of a compound, not side by side.
             */
            scattered: number;
            /**
             * Format: float
             * @description A word one letter off.
             */
            typo: number;
        };
        /** @description An entrant's price. */
        Quote: {
            /** @description In fen. */
            amount_fen: components["schemas"]["Fen"];
        } | {
            /**
             * Format: int32
             * @description A discount (下浮率) in hundredths of a percent: the price is base × (10,000 − rate) / 10,000.
             */
            rate: number;
        };
        /**
         * @description Whether quotes are amounts or discount rates.
         * @enum {string}
         */
        QuoteKind: "amount" | "rate";
        /** @description One place of a ranking. */
        Ranked: {
            /** @description Who. */
            uscc: components["schemas"]["Uscc"];
            /**
             * Format: int32
             * @description From 1.
             */
            place: number;
            /** @description For how much it does the work: its own price. */
            price_fen: components["schemas"]["Fen"];
            /**
             * Format: int32
             * @description Points in hundredths, where the method gives points.
             */
            points?: number | null;
        };
        /** @description The formula. */
        Ranking: {
            /**
             * Format: int32
             * @description Version of the settings.
             */
            version: number;
            /** @description Rules in order: each decides among those that the rules before found equal. */
            rules: components["schemas"]["RankingRule"][];
            /** @description Fields, heaviest first. A word counts where it is worth most; the words' worths are added. */
            fields: components["schemas"]["FieldWeight"][];
            /** @description Part of a field's weight that a way of matching is worth. */
            quality: components["schemas"]["Quality"];
            /** @description Words that mean the same, in groups. */
            synonyms: string[][];
        };
        /** @description A rule of the order. */
        RankingRule: {
            /** @description Its name. */
            rule: string;
            /** @description What it prefers. */
            prefers: components["schemas"]["Text"];
        };
        /** Format: binary */
        RawFile: string;
        /** @description Why; shown to whom it concerns. */
        Reason: {
            /** @description At most 500 characters. */
            reason: string;
        };
        /** @description What proves that the platform had the sign-up, and when. */
        Receipt: {
            /**
             * Format: uuid
             * @description Id of the journal entry.
             */
            entry_id: string;
            /** @description SHA-256 of the entry, lower hex. */
            entry_hash: string;
            /**
             * Format: int64
             * @description Its place in the journal's one order; null for the moment before it is placed.
             */
            leaf_index?: number | null;
            /** @description The instant that decided: of the sign-up, or of the last replacement of its sealed part. */
            at: components["schemas"]["Instant"];
            /** @description The receipt in words. */
            statement: string;
            /**
             * @description A signed note (C2SP signed-note): the platform's promise that this entry is or will be in its log. The proof that it is, with
             *     what the log hides of it, is at `/api/v1/sign-ups/{id}/receipt`.
             */
            promise: string;
        };
        /** @description A method and why. */
        Recommendation: {
            /** @description Which. */
            method: components["schemas"]["Method"];
            /** @description Why. */
            reason: string;
        };
        /** @description An agency that the client excludes (回避), as `round.recusals` holds it. By code where one is given, else by name. */
        Recusal: {
            uscc?: components["schemas"]["Uscc"] | null;
            /** @description Its name. */
            name: string;
            /** @description Why. */
            reason: string;
        };
        /** @description An excluded agency as written in the form. */
        RecusalInput: {
            /**
             * @description Its code, if known.
             * @default null
             */
            uscc?: string | null;
            /**
             * @description Its name.
             * @default
             */
            name?: string;
            /**
             * @description Why; required.
             * @default
             */
            reason?: string;
        };
        /** @description Both halves of the form. */
        Registration: {
            organisation: components["schemas"]["OrganisationForm"];
            person: components["schemas"]["PersonForm"];
        };
        /** @description The result goes back. */
        Rejection: {
            /** @description What is to be mended; up to 2,000 characters. */
            reason: string;
        };
        /** @description The counter in the store. */
        Residency: {
            /** @description Name of the counter, 1 to 20 characters; null ends the residency. */
            counter?: string | null;
        };
        /** @description A step of the round's road. */
        RoadStep: {
            /** @description The state it leads to. */
            state: components["schemas"]["RoundState"];
            at?: components["schemas"]["Instant"] | null;
            /** @description It has happened. */
            done: boolean;
            /** @description The round stands here. */
            current: boolean;
            /** @description Whose move it is there: `client`, `operator`, `agency`, `clock`, `nobody`. */
            who: string;
        };
        /**
         * @description What a membership lets a person do (product.md §1).
         * @enum {string}
         */
        Role: "agency" | "client" | "desk" | "operator" | "supervisor" | "admin" | "assessor";
        /** @description An entrant, shown after the freeze. */
        RosterLine: {
            /** @description Who. */
            agency: components["schemas"]["OrganisationRef"];
            /** @description Whether it was eligible at the freeze. */
            eligible: boolean;
            /** @description Names of the rules that failed; `sealed` where its sealed sign-up did not count. */
            failed_rules: string[];
            /** @description When it signed up. */
            at: components["schemas"]["Instant"];
            /** @description What its sealed sign-up commits to, 64 lower hex digits; null where nothing was sealed. */
            commitment?: string | null;
            not_opened?: components["schemas"]["Unopened"] | null;
            quote?: components["schemas"]["Quote"] | null;
        };
        /** @description A round of the notice. */
        RoundRef: {
            /**
             * Format: int32
             * @description From 1.
             */
            number: number;
            /** @description Where it stands. */
            state: components["schemas"]["RoundState"];
            published_at?: components["schemas"]["Instant"] | null;
            /** @description Why it ended without a winner. */
            end_reason?: string | null;
            /**
             * Format: int32
             * @description How many signed up; null before its deadline.
             */
            entrants?: number | null;
        };
        /**
         * @description Where a round stands. The `CHECK` of `round.state` lists the same codes.
         * @enum {string}
         */
        RoundState: "draft" | "in_review" | "returned" | "published" | "closed" | "selecting" | "publicity" | "awarded" | "contracted" | "in_service" | "delivered" | "accepted" | "rated" | "archived" | "withdrawn" | "failed" | "cancelled" | "voided" | "terminated";
        /**
         * @description The rules, by name.
         * @enum {string}
         */
        Rule: "agency_active" | "offers_items" | "qualification" | "owed_items" | "staff" | "not_the_client" | "not_related" | "not_recused" | "window_open" | "not_signed_up";
        /** @description A rule in the request's language. */
        RuleView: {
            /** @description Which. */
            rule: components["schemas"]["Rule"];
            /** @description Its name. */
            name: string;
            /** @description Whether it passed. */
            passed: boolean;
            /** @description What was found. */
            detail: string;
            /** @description What would mend it. */
            mend?: string | null;
            /** @description The part of the agency's own profile where it is mended. */
            mend_link?: string | null;
        };
        /** @description The parameter table of domain.md §7.10; `Default` is its default column. */
        Rules: {
            /**
             * @description wd within which the operator form-checks an entry (Hunan, S2).
             * @default 2
             */
            entry_check_days?: components["schemas"]["WorkingDays"];
            /**
             * @description wd within which the operator reviews a notice.
             * @default 1
             */
            notice_review_days?: components["schemas"]["WorkingDays"];
            /**
             * @description Least wd of sign-up, direct selection.
             * @default 1
             */
            signup_min_days_direct?: components["schemas"]["WorkingDays"];
            /**
             * @description Least wd of sign-up, draw.
             * @default 3
             */
            signup_min_days_draw?: components["schemas"]["WorkingDays"];
            /**
             * @description Least wd of sign-up, the methods that quote.
             * @default 3
             */
            signup_min_days_bid?: components["schemas"]["WorkingDays"];
            /**
             * @description Least wd of sign-up, credit and proposal merit.
             * @default 3
             */
            signup_min_days_merit?: components["schemas"]["WorkingDays"];
            /**
             * @description Least wd of sign-up from round 2 on, where the method asks for more.
             * @default 2
             */
            republish_signup_min_days?: components["schemas"]["WorkingDays"];
            /**
             * Format: int32
             * @description Least entrants of draw, bid and reference price with any fiscal money (S10).
             * @default 3
             */
            min_entrants_fiscal?: number;
            /**
             * Format: int32
             * @description The same without fiscal money.
             * @default 1
             */
            min_entrants_social?: number;
            /**
             * Format: int32
             * @description Least entrants of credit and proposal merit (S3).
             * @default 2
             */
            min_entrants_merit?: number;
            /**
             * Format: int32
             * @description Least entrants of direct selection.
             * @default 1
             */
            min_entrants_direct?: number;
            /**
             * @description After the second failure to find entrants, two entrants are enough and direct selection is allowed over its cap.
             * @default true
             */
            second_failure_relief?: boolean;
            /**
             * @description An entrant may withdraw before the deadline (S19).
             * @default true
             */
            withdraw_before_deadline?: boolean;
            /**
             * @description wd of publicity, 0 to 3.
             * @default 1
             */
            publicity_days?: components["schemas"]["WorkingDays"];
            /**
             * @description wd for the winner to confirm or decline.
             * @default 2
             */
            confirm_award_days?: components["schemas"]["WorkingDays"];
            /**
             * @description wd to sign the contract, 5 to 30.
             * @default 10
             */
            contract_sign_days?: components["schemas"]["WorkingDays"];
            /**
             * @description wd to file the contract, 2 to 7.
             * @default 5
             */
            contract_file_days?: components["schemas"]["WorkingDays"];
            /**
             * @description wd to review a deliverable or a contract.
             * @default 10
             */
            review_days?: components["schemas"]["WorkingDays"];
            /**
             * Format: int32
             * @description Calendar days after which an unreviewed one is closed (S11).
             * @default 180
             */
            review_hard_stop_days?: number;
            /**
             * @description wd to rate after acceptance; then "not rated" (domain.md §17).
             * @default 10
             */
            rating_days?: components["schemas"]["WorkingDays"];
            /**
             * Format: int32
             * @description A quote below this percent of the ceiling must justify itself.
             * @default 70
             */
            low_price_percent_of_ceiling?: number;
            /**
             * Format: int32
             * @description A quote this many percent under the mean must justify itself.
             * @default 30
             */
            low_price_percent_under_mean?: number;
            /**
             * Format: int32
             * @description Minutes without a bid after which an auction ends (S19).
             * @default 10
             */
            auction_quiet_minutes?: number;
            /**
             * Format: int32
             * @description Percent of the ceiling by which a bid must beat the best.
             * @default 1
             */
            auction_step_percent?: number;
            /**
             * @description The least such step, in fen.
             * @default 10000
             */
            auction_step_min_fen?: components["schemas"]["Fen"];
            /**
             * @description Percents that reference price draws from (S10).
             * @default [
             *       95,
             *       96,
             *       97,
             *       98
             *     ]
             */
            reference_percents?: number[];
            /**
             * Format: int32
             * @description From how many quotes on the highest and the lowest are removed (S10); 0 never removes any.
             * @default 6
             */
            trim_from_quotes?: number;
            /**
             * @description Services limit in fen: over it publication is refused (Hunan, S25).
             * @default 80000000
             */
            service_limit_fen?: components["schemas"]["Fen"];
            /**
             * Format: int32
             * @description From this percent of the limit on, publication warns.
             * @default 80
             */
            service_warn_percent?: number;
            /**
             * @description Cap of direct selection in fen.
             * @default 10000000
             */
            direct_cap_fen?: components["schemas"]["Fen"];
            /**
             * Format: int32
             * @description Calendar days over which purchases of one client and item are added up against that cap.
             * @default 90
             */
            split_days?: number;
            /**
             * @description wd to hand in what was owed at registration.
             * @default 20
             */
            owed_item_days?: components["schemas"]["WorkingDays"];
            /**
             * Format: int32
             * @description Length of the long list (大名单).
             * @default 10
             */
            long_list?: number;
            /**
             * Format: int32
             * @description Length of the short list (小名单).
             * @default 3
             */
            short_list?: number;
            /**
             * Format: int32
             * @description Red cards within [`Rules::red_window_months`] that suspend.
             * @default 2
             */
            reds_before_suspension?: number;
            /**
             * Format: int32
             * @description Months over which red cards count.
             * @default 12
             */
            red_window_months?: number;
            /**
             * @description wd before the deadline at which questions close.
             * @default 1
             */
            questions_close_days?: components["schemas"]["WorkingDays"];
        };
        /**
         * @description How the size of the project is given (项目规模); it is not the fee (domain.md §17).
         * @enum {string}
         */
        ScaleKind: "investment" | "asset_total" | "area" | "other";
        /** @description What one assessor scored. */
        Scores: {
            /** @description Its id. */
            assessor: string;
            /**
             * Format: date-time
             * @description When it handed them in.
             */
            at: string;
            /** @description Proposals by label from 1; in each, hundredths of a point by criterion. */
            proposals: number[][];
        };
        /** @description What an assessor is asked for. */
        Scoring: {
            /**
             * Format: uuid
             * @description The notice.
             */
            notice_id: string;
            /** @description Its code with the round. */
            notice_code: string;
            /** @description Name of the project. */
            project_name: string;
            /** @description Whose notice it is. */
            client_name: string;
            /** @description Who takes part, by code: to declare an interest. Who handed in which proposal is not told. */
            entrants: components["schemas"]["OrganisationRef"][];
            /** @description What is scored. */
            sheet: components["schemas"]["Sheet"];
            score_by?: components["schemas"]["Instant"] | null;
            declared_at?: components["schemas"]["Instant"] | null;
            handed_in_at?: components["schemas"]["Instant"] | null;
            stood_down_at?: components["schemas"]["Instant"] | null;
            /** @description Why. */
            stood_down_reason?: string | null;
            /** @description Whether it may score now. */
            open: boolean;
            /** @description The proposals by number, once it has declared; their files are at `/api/v1/notices/{id}/proposals/{label}/file`. */
            proposals: components["schemas"]["ProposalRef"][];
        };
        /** @description What the entrant's browser encrypted to the round's `seal_key` (docs/keys.md). */
        Sealed: {
            /**
             * @description Base64 of `enc (32) ‖ ciphertext`: HPKE base mode, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, `ChaCha20Poly1305`, info
             *     `jishi-sealed/1\n{notice_code}`, aad `{uscc}\n{commitment}`; 1,072 bytes.
             */
            ciphertext: string;
            /** @description SHA-256 of the canonical JSON that is in it; 64 lower hex digits. */
            commitment: string;
            /**
             * Format: uuid
             * @description The uploaded file of the proposal that it speaks of (`POST /api/v1/notices/{id}/proposals`); in proposal merit alone.
             */
            proposal_id?: string | null;
        };
        /** @description The evidence file of a method that seals. */
        SealedEvidence_CreditMeritOwn: components["schemas"]["Head"] & components["schemas"]["Opened"] & {
            /** @description The credit of each entrant at the freeze. */
            credits: components["schemas"]["Credit"][];
            pick?: components["schemas"]["Pick"] | null;
        };
        /** @description The evidence file of a method that seals. */
        SealedEvidence_PriceOwn: components["schemas"]["Head"] & components["schemas"]["Opened"] & {
            /** @description What quotes may be. */
            terms: components["schemas"]["Terms"];
            /** @description What was decided about low prices. */
            verdicts: components["schemas"]["Verdict"][];
        };
        /** @description The evidence file of a method that seals. */
        SealedEvidence_ProposalMeritOwn: components["schemas"]["Head"] & components["schemas"]["Opened"] & {
            /** @description What quotes may be. */
            terms: components["schemas"]["Terms"];
            /** @description The sheet, as published with the notice. */
            sheet: components["schemas"]["Sheet"];
            /** @description The pool that assessors are drawn from. */
            pool: components["schemas"]["Assessor"][];
            /** @description Who of it does not serve. */
            stood_down: components["schemas"]["StoodDown"][];
            /** @description What those who serve scored. */
            scores: components["schemas"]["Scores"][];
        };
        /** @description The evidence file of a method that seals. */
        SealedEvidence_ReferencePriceOwn: components["schemas"]["Head"] & components["schemas"]["Opened"] & {
            /** @description What quotes may be. */
            terms: components["schemas"]["Terms"];
        };
        /** @description What the sealed part says of the file. */
        SealedProposal: {
            /** @description What it is encrypted with: 32 random bytes, for this file alone; 64 lower hex digits. */
            key: string;
            /** @description SHA-256 of the file itself; 64 lower hex digits. */
            sha256: string;
        };
        /** @description A hit, and where its texts agree with the query. */
        SearchItem_AgencyHit: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description Unified social credit code. */
            uscc: string;
            /** @description Its name. */
            name: string;
            /** @description Its division. */
            division_code?: string | null;
            /** @description Name of its division. */
            division_name?: string | null;
            /** @description Its state. */
            state: components["schemas"]["AgencyState"];
            /** @description `yes`, `closed` (active, but no service is open, or none of those asked for) or `no`; those that cannot take work rank below. */
            able: string;
            status?: components["schemas"]["Text"] | null;
            /** @description Some of its services. */
            services: components["schemas"]["HitItem"][];
            /** @description How many it has. */
            services_count: number;
            /** @description Codes of those in which it can take work now. */
            open: string[];
            /** @description Those in which it cannot, and why. */
            closed: components["schemas"]["ClosedService"][];
            /**
             * Format: int32
             * @description Tenths of a point.
             */
            credit: number;
            /** @description Its counter in the store, if resident. */
            resident_counter?: string | null;
            /**
             * Format: int64
             * @description Awards won.
             */
            awards_count: number;
            /** @description When it registered. */
            registered_at: components["schemas"]["Instant"];
        } & {
            /** @description Name of a text → its parts, with those marked that were searched for. */
            highlight: {
                [key: string]: components["schemas"]["Part"][];
            };
        };
        /** @description A hit, and where its texts agree with the query. */
        SearchItem_AwardHit: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description Award code. */
            code: string;
            /** @description The project. */
            title: string;
            /** @description The project. */
            project_name: string;
            /** @description Its notice. */
            notice: components["schemas"]["HitNotice"];
            /** @description Who buys. */
            client: components["schemas"]["HitParty"];
            /** @description Who won. */
            agency: components["schemas"]["HitWinner"];
            /** @description Where. */
            division_code?: string | null;
            /** @description Name of that division. */
            division_name?: string | null;
            /** @description What was bought. */
            items: components["schemas"]["HitItem"][];
            /** @description How the winner was found. */
            method: components["schemas"]["Method"];
            /** @description Where the round stands. */
            state: components["schemas"]["RoundState"];
            /**
             * Format: int64
             * @description What it was awarded for.
             */
            amount_fen: number;
            /** @description When. */
            selected_at: components["schemas"]["Instant"];
        } & {
            /** @description Name of a text → its parts, with those marked that were searched for. */
            highlight: {
                [key: string]: components["schemas"]["Part"][];
            };
        };
        /** @description A hit, and where its texts agree with the query. */
        SearchItem_NoticeHit: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description Purchase code; null for an imported notice. */
            code?: string | null;
            /** @description Title of its page. */
            title: string;
            /** @description The project. */
            project_name: string;
            /** @description Who buys. */
            client: components["schemas"]["HitParty"];
            /** @description Where. */
            division_code?: string | null;
            /** @description Name of that division. */
            division_name?: string | null;
            /** @description What is bought. */
            items: components["schemas"]["HitItem"][];
            /** @description How a winner is found. */
            method: components["schemas"]["Method"];
            /** @description Where the round stands. */
            state: components["schemas"]["RoundState"];
            /**
             * Format: int64
             * @description The amount, where named.
             */
            amount_fen?: number | null;
            /**
             * Format: int32
             * @description Which round.
             */
            round_number: number;
            signup_deadline?: components["schemas"]["Instant"] | null;
            /** @description When it was published. */
            published_at: components["schemas"]["Instant"];
        } & {
            /** @description Name of a text → its parts, with those marked that were searched for. */
            highlight: {
                [key: string]: components["schemas"]["Part"][];
            };
        };
        /** @description A page of hits. */
        SearchPage_AgencyHit: {
            /** @description Best first. */
            items: components["schemas"]["SearchItem_AgencyHit"][];
            /** @description How many there are in all. */
            total: number;
            /** @description Nothing had every word: these have some of them, or similar ones. */
            relaxed: boolean;
            /** @description What the hits can be narrowed by. */
            facets: {
                [key: string]: components["schemas"]["FacetValue"][];
            };
            /** @description Pass as `cursor` to get the next page; null on the last. */
            next_cursor?: string | null;
        };
        /** @description A page of hits. */
        SearchPage_AwardHit: {
            /** @description Best first. */
            items: components["schemas"]["SearchItem_AwardHit"][];
            /** @description How many there are in all. */
            total: number;
            /** @description Nothing had every word: these have some of them, or similar ones. */
            relaxed: boolean;
            /** @description What the hits can be narrowed by. */
            facets: {
                [key: string]: components["schemas"]["FacetValue"][];
            };
            /** @description Pass as `cursor` to get the next page; null on the last. */
            next_cursor?: string | null;
        };
        /** @description A page of hits. */
        SearchPage_NoticeHit: {
            /** @description Best first. */
            items: components["schemas"]["SearchItem_NoticeHit"][];
            /** @description How many there are in all. */
            total: number;
            /** @description Nothing had every word: these have some of them, or similar ones. */
            relaxed: boolean;
            /** @description What the hits can be narrowed by. */
            facets: {
                [key: string]: components["schemas"]["FacetValue"][];
            };
            /** @description Pass as `cursor` to get the next page; null on the last. */
            next_cursor?: string | null;
        };
        /** @description The client's pick. */
        SelectAgency: {
            /**
             * Format: uuid
             * @description An agency of the compliant roster.
             */
            agency_id: string;
            /** @description Why this one; 10 to 1000 characters, public. */
            reason: string;
            amount_fen?: components["schemas"]["AmountInput"] | null;
        };
        /** @description A service by name. */
        ServiceBrief: {
            code: string;
            name: string;
        };
        ServiceForm: {
            /** @description Code of a catalog item. */
            code: string;
            /** @description At most 200 characters. */
            price_note?: string | null;
            /**
             * Format: int32
             * @description Promised working days, 1 to 3650.
             */
            days?: number | null;
        };
        /** @description An item of the catalogue found. */
        ServiceHit: {
            /** @description `F01` */
            code: string;
            /** @description Chinese name. */
            name: string;
            /** @description English name. */
            name_en: string;
            /** @description Letter of its group. */
            group_code: string;
            /** @description Name of its group. */
            group_name: string;
        };
        /** @description The whole list as it shall be. */
        Services: {
            services: components["schemas"]["ServiceForm"][];
        };
        /** @description A sign-in. The refresh token travels beside it in a cookie that scripts cannot read. */
        Session: {
            /** @description Send as `Authorization: Bearer …`. */
            access_token: string;
            /**
             * Format: int64
             * @description Seconds the access token lives.
             */
            expires_in: number;
            person: components["schemas"]["PersonView"];
            /** @description In which of the memberships this session acts. */
            membership: components["schemas"]["Membership"];
            memberships: components["schemas"]["Membership"][];
        };
        /** @description What is in force in a division. */
        Settings: {
            /** @description Every number of domain.md §7.10. */
            rules: components["schemas"]["Rules"];
            /** @description The operator reviews a notice before it is published. */
            notice_review: boolean;
        };
        /** @description The settings of a division. */
        SettingsView: components["schemas"]["Settings"] & {
            /** @description The division. */
            division_code: string;
            /** @description What this division itself overrides. */
            overrides: Record<string, unknown>;
            /** @description The defaults. */
            defaults: components["schemas"]["Settings"];
        };
        /** @description The part of one agency in a client's awards. */
        ShareOfAgency: {
            /** @description Who. */
            agency: components["schemas"]["NameRef"];
            /**
             * Format: int64
             * @description Awards to it.
             */
            count: number;
            /** @description Their sum. */
            amount_fen: components["schemas"]["Fen"];
            /**
             * Format: int64
             * @description Share by number in whole percent, rounded half up.
             */
            share_percent: number;
        };
        /** @description The sheet, published with the notice. */
        Sheet: {
            /** @description What is scored. */
            criteria: components["schemas"]["Criterion"][];
            /**
             * Format: int32
             * @description Points of the lowest price; with those of the criteria, 100.
             */
            price_points: number;
            /**
             * Format: int32
             * @description How many assessors score.
             */
            seats: number;
            /** @description Whether the highest and the lowest total of a proposal are removed where five or more score. */
            trim: boolean;
        };
        /** @description A filled-in sheet. */
        Sheets: {
            /** @description Hundredths of a point: proposals by number from 1, in each the criteria in the order of the sheet, 0 to the most of each. */
            scores: number[][];
        };
        SignIn: {
            /** @description Mobile number, e-mail address or chosen name. */
            login: string;
            password: string;
            /**
             * Format: uuid
             * @description Which membership to act in; the one used last unless said.
             */
            membership_id?: string | null;
        };
        /** @description What an agency hands in. */
        SignUp: {
            /** @default null */
            sealed?: components["schemas"]["Sealed"] | null;
            /**
             * @description The agency's own practitioners who will do the work; required where the notice asks for some.
             * @default []
             */
            practitioners?: string[];
            /**
             * @description Declares that no ground for recusal (回避) is known; must be true.
             * @default false
             */
            no_conflict?: boolean;
        };
        /** @description A sign-up as its agency sees it. */
        SignUpView: {
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description What for. */
            notice: components["schemas"]["NoticeRef"];
            /**
             * Format: int32
             * @description From 1.
             */
            round_number: number;
            /** @description The instant that decided. */
            at: components["schemas"]["Instant"];
            withdrawn_at?: components["schemas"]["Instant"] | null;
            /** @description Result of the check at the freeze; null before. */
            eligible?: boolean | null;
            /** @description Names of the rules that failed there. */
            failed_rules: string[];
            /** @description The named practitioners. */
            practitioners: string[];
            /** @description Proof. */
            receipt: components["schemas"]["Receipt"];
            /** @description What its sealed part commits to, 64 lower hex digits; null where the method does not seal. */
            commitment?: string | null;
            resealed_at?: components["schemas"]["Instant"] | null;
            /** @description Where the round stands. */
            state_of_round: components["schemas"]["RoundState"];
            signup_deadline?: components["schemas"]["Instant"] | null;
        };
        /** @description Purchases of one item that together cross the cap which each alone stays under. */
        Split: {
            /** @description The catalog item. */
            item_code: string;
            /**
             * Format: int32
             * @description How many purchases, the new one included.
             */
            purchases: number;
            /** @description Their sum in fen. */
            sum_fen: components["schemas"]["Fen"];
        };
        /** @description How the private key of a round is split among witnesses. */
        SplitView: {
            /**
             * Format: int32
             * @description How many of them must come.
             */
            threshold: number;
            /** @description SHA-256 of what was split; null before publication. */
            secret_hash?: string | null;
            until?: components["schemas"]["Instant"] | null;
            complete_at?: components["schemas"]["Instant"] | null;
            /** @description All of them. */
            witnesses: components["schemas"]["SplitWitness"][];
        };
        /** @description Purchases of the same client and item that together cross the cap which each alone stays under. */
        SplitWarning: {
            /** @description What it looks like, in the request's language. */
            text: string;
            /** @description The cap of direct selection in this round. */
            cap_fen: components["schemas"]["Fen"];
            /**
             * Format: int32
             * @description Calendar days over which purchases are added up.
             */
            days: number;
            /** @description Per item. */
            findings: components["schemas"]["Split"][];
        };
        /** @description A witness of a notice whose key is split. */
        SplitWitness: {
            /**
             * Format: int32
             * @description From 1.
             */
            number: number;
            /** @description Name. */
            name: string;
            /** @description Whether it has got a link. */
            invited: boolean;
            /** @description Its X25519 public key, 64 lower hex digits; null before it has one. */
            public_key?: string | null;
            given_at?: components["schemas"]["Instant"] | null;
        };
        /** @description Everything, of the whole installation or of one branch of the divisions. */
        Statistics: {
            /**
             * Format: int64
             * @description Agencies that entered the register.
             */
            agencies: number;
            /**
             * Format: int64
             * @description Clients that registered.
             */
            clients: number;
            /**
             * Format: int64
             * @description Notices published; further rounds of a notice are not counted again.
             */
            notices: number;
            /**
             * Format: int64
             * @description Awards in force.
             */
            awards: number;
            /** @description What is awarded: the sum of the ledger's postings. */
            awarded_fen: components["schemas"]["Fen"];
            /** @description Awarded, without a filed contract. */
            committed_fen: components["schemas"]["Fen"];
            /** @description Contracted, not paid. */
            payable_fen: components["schemas"]["Fen"];
            /** @description Paid and confirmed. */
            paid_fen: components["schemas"]["Fen"];
            /**
             * Format: int64
             * @description Agencies with a counter in the physical store.
             */
            residents: number;
            /**
             * Format: int64
             * @description Notices open for sign-up now.
             */
            open_notices: number;
            /**
             * Format: int64
             * @description Rounds that ended without a winner.
             */
            failed_rounds: number;
            /**
             * Format: double
             * @description Their share of all rounds that ended; null before the first.
             */
            failure_rate_percent?: number | null;
            /**
             * Format: double
             * @description Calendar days from the first publication to the winner; null before the first.
             */
            mean_days_to_award?: number | null;
            /** @description By the way the winner was found, most first. */
            by_method: components["schemas"]["MethodShare"][];
            /** @description By month of Asia/Shanghai, oldest first. */
            by_month: components["schemas"]["Month"][];
            /** @description By the group of a notice's first catalog item, most money first. */
            by_group: components["schemas"]["GroupShare"][];
            /** @description When this was read. */
            as_of: components["schemas"]["Instant"];
        };
        /** @description An assessor who does not serve. */
        StoodDown: {
            /** @description Who. */
            id: string;
            /** @description Which conflict, or absence; public. */
            reason: string;
            /** @description Who declared or recorded it. */
            by: string;
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
        };
        /** @description While typing. */
        Suggestions: {
            /** @description Items of the catalogue. */
            services: components["schemas"]["ServiceHit"][];
            /** @description Agencies. */
            agencies: components["schemas"]["AgencyHit"][];
            /** @description Notices. */
            notices: components["schemas"]["NoticeHit"][];
        };
        Switch: {
            /** Format: uuid */
            membership_id: string;
        };
        /** @description What the notice asks for, with the bounds that a quote must keep; a quote on a bound keeps it. */
        Terms: {
            /** @description The floor; one fen where the notice names none, since nothing is no price. */
            min_fen: components["schemas"]["Fen"];
            /** @description The ceiling. */
            max_fen: components["schemas"]["Fen"];
            /** @enum {string} */
            kind: "amount";
        } | {
            /** @description What the rate is taken off. */
            base_fen: components["schemas"]["Fen"];
            /**
             * Format: int32
             * @description Least discount, in hundredths of a percent.
             */
            min_rate: number;
            /**
             * Format: int32
             * @description Largest discount; below 10,000.
             */
            max_rate: number;
            /** @enum {string} */
            kind: "rate";
        };
        /** @description A message in both languages. Made with [`say!`](crate::say). */
        Text: {
            /** @description Chinese. */
            zh: string;
            /** @description English. */
            en: string;
        };
        /**
         * @description The kind of unit that a client is. The `CHECK` of `client.unit_type` lists the same codes.
         * @enum {string}
         */
        UnitType: "government" | "institution" | "state_company" | "private_company" | "village_committee" | "social_organisation" | "other";
        /**
         * @description Why a sealed sign-up did not count.
         * @enum {string}
         */
        Unopened: "cannot_open" | "not_this_round" | "commitment_differs" | "proposal_cannot_open" | "proposal_differs" | "proposal_no_pdf" | "malformed";
        /** @description How many messages are unread. */
        Unread: {
            /**
             * Format: int64
             * @description Their number.
             */
            unread: number;
        };
        /** @description A file that hangs on nothing yet. */
        UploadedProposal: {
            /**
             * Format: uuid
             * @description What `proposal_id` of a sign-up names.
             */
            id: string;
            /** @description SHA-256 of what was uploaded, lower hex; the journal entry of the sign-up names it. */
            sha256: string;
            /**
             * Format: int32
             * @description Bytes.
             */
            size: number;
        };
        /**
         * @description How near the end is.
         * @enum {string}
         */
        Urgency: "overdue" | "soon" | "normal";
        /**
         * @description A checked code of 18 characters, upper case.
         * @example 91433101MADEM00112
         */
        Uscc: string;
        /** @description What a valid code says. */
        UsccView: {
            /** @description The 18 characters. */
            uscc: string;
            /** @description Kind of organisation. */
            org_type: components["schemas"]["OrgType"];
            /** @description What is odd, though not wrong (domain.md §12.1), in the request's language; empty as a rule. */
            warnings: string[];
        };
        /** @description What somebody decided about the justification of a low price. */
        Verdict: {
            /** @description Whose price. */
            uscc: components["schemas"]["Uscc"];
            /** @description Whether the justification is accepted. */
            accepted: boolean;
            /** @description Why, public. */
            reason: string;
            /** @description Who decided. */
            by: string;
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
        };
        /** @description A short list that is read whole. */
        Whole_CatalogGroup: {
            /** @description All of it. */
            items: {
                /** @description Letter. */
                code: string;
                /** @description Name. */
                name: string;
                /** @description English name. */
                name_en: string;
                /** @description Who regulates it. */
                regulator: string;
                /**
                 * Format: int64
                 * @description How many items it has.
                 */
                items_count: number;
            }[];
        };
        /** @description A short list that is read whole. */
        Whole_CatalogItem: {
            /** @description All of it. */
            items: {
                /** @description Code: `F01`. */
                code: string;
                /** @description Letter of its service type. */
                group_code: string;
                /** @description Its service type. */
                group_name: string;
                /** @description Name. */
                name: string;
                /** @description English name. */
                name_en: string;
                /** @description Requirement in words. */
                qualification: string;
                /** @description Certificate that must be on file; null: ability is pledged only. */
                qualification_kind?: string | null;
                /** @description Its name. */
                qualification_kind_name?: string | null;
                /**
                 * Format: int32
                 * @description Lowest accepted grade, 1 is the best; null: any.
                 */
                qualification_grade?: number | null;
                fee_low_fen?: components["schemas"]["Fen"] | null;
                fee_high_fen?: components["schemas"]["Fen"] | null;
                /** @description On the fee, in words. */
                fee_note: string;
                /**
                 * Format: int32
                 * @description Typical working days; null with `days_note` where it is a period.
                 */
                days?: number | null;
                /** @description On the time, in words. */
                days_note: string;
                /** @description Other names. */
                aliases: string[];
                /**
                 * Format: int64
                 * @description How many agencies offer it.
                 */
                agencies_count: number;
            }[];
        };
        /** @description A short list that is read whole. */
        Whole_Division: {
            /** @description All of it. */
            items: {
                /** @description Six digits. */
                code: string;
                /** @description The node above; a province has none. */
                parent_code?: string | null;
                /** @description 吉首市 */
                name: string;
                /** @description 吉首 */
                short_name: string;
            }[];
        };
        /** @description A short list that is read whole. */
        Whole_QualificationKind: {
            /** @description All of it. */
            items: {
                /** @description Code. */
                code: string;
                /** @description Name. */
                name: string;
                /** @description English name. */
                name_en: string;
            }[];
        };
        /** @description A named witness of the selection (现场见证), without account. */
        Witness: {
            /** @description Name. */
            name: string;
            /** @description Telephone. */
            phone: string;
        };
        /** @description A link for a witness. */
        WitnessInvitation: {
            /**
             * Format: int32
             * @description From 1.
             */
            number: number;
            /** @description Its name. */
            name: string;
            /** @description Path of its page with the secret behind `#`. It is shown now and never again. */
            link: string;
        };
        /** @description Links for witnesses. */
        WitnessInvitations: {
            /** @description In the order of the notice. */
            items: components["schemas"]["WitnessInvitation"][];
        };
        /** @description A witness's key. */
        WitnessKey: {
            /** @description X25519, 64 lower hex digits. Its private half never leaves the witness. */
            public_key: string;
        };
        /** @description What a witness sees on its page. */
        WitnessPage: {
            /**
             * Format: uuid
             * @description The notice.
             */
            notice_id: string;
            /** @description Its purchase code with its round; null before publication. */
            code?: string | null;
            /** @description Name of the project. */
            project_name: string;
            /** @description Where the round stands. */
            state: components["schemas"]["RoundState"];
            /**
             * Format: int32
             * @description The witness's own number, from 1.
             */
            number: number;
            /** @description Its name. */
            name: string;
            /** @description What it can do now. */
            stage: components["schemas"]["WitnessStage"];
            /** @description Shares were given that do not come together: at least one is wrong, and each may be given again. */
            wrong: boolean;
            /** @description Its own public key. */
            public_key?: string | null;
            /** @description Base64 of its share, sealed to that (HPKE, info `jishi-share/1\n{code}`, aad its number); from the close until enough have come. */
            sealed_share?: string | null;
            signup_deadline?: components["schemas"]["Instant"] | null;
            /** @description All witnesses, and what they have done. */
            split: components["schemas"]["SplitView"];
        };
        /**
         * @description What a witness can do now.
         * @enum {string}
         */
        WitnessStage: "register" | "wait" | "open" | "given" | "complete" | "over";
        /** @description What a witness signed last. */
        WitnessView: {
            /** @description Name of its key. */
            name: string;
            /**
             * Format: int64
             * @description Size of the checkpoint.
             */
            size: number;
            /** @description When it signed. */
            at: components["schemas"]["Instant"];
        };
        /** @description One thing to do, in the request's language. */
        WorkItem: {
            /** @description What is to be done. */
            kind: components["schemas"]["WorkKind"];
            /** @description What it is about. */
            title: string;
            /** @description Why it waits and what the rules say. */
            text: string;
            due_at?: components["schemas"]["Instant"] | null;
            /** @description It was counted through a provisional calendar year and is counted again with the official one. */
            provisional: boolean;
            /**
             * Format: int32
             * @description Working days after today up to the day it is due; null where nothing runs out or the year is not known.
             */
            working_days_left?: number | null;
            /** @description Where it is done. */
            link: string;
            /** @description The button. */
            action: string;
            /** @description How near the end is. */
            urgency: components["schemas"]["Urgency"];
        };
        /**
         * @description A task; its name is the button.
         * @enum {string}
         */
        WorkKind: "finish_draft" | "correct_notice" | "select" | "judge_low_price" | "justify_low_price" | "bid" | "score_proposals" | "decide_assessor" | "enter_beacon" | "reannounce" | "confirm_contract" | "file_contract" | "accept_deliverable" | "settle_dispute" | "pay" | "sign_up" | "confirm_award" | "deliver" | "confirm_payment" | "hand_in_scans" | "correct_entry" | "review_notice" | "check_agency" | "open_sealed" | "await_witnesses" | "load_calendar";
        /** @description What waits, the most urgent first. */
        WorkList: {
            /** @description At most fifty. */
            items: components["schemas"]["WorkItem"][];
        };
        /**
         * Format: int32
         * @description A number of working days.
         */
        WorkingDays: number;
        /** @description An amount as people write it. */
        WrittenAmount: {
            /** @description `1.8万`, `¥18,000.00` */
            text: string;
        };
        /**
         * @description How well a year is known.
         * @enum {string}
         */
        YearState: "official" | "provisional" | "missing";
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
