//! How a winner is found (选取方式; domain.md §7).

use super::coded::coded;

coded! {
    /// The selection method of a notice.
    pub enum Method {
        /// The client picks one from the compliant roster and says why.
        Direct => "direct", "直接选取", "direct selection";
        /// A public draw that anyone can recompute (domain.md §7.12).
        Draw => "draw", "随机抽取", "random draw";
        /// Sealed quotes, the best wins.
        Price => "price", "一次报价竞价", "sealed price bidding";
        /// Timed live bidding.
        ReverseAuction => "reverse_auction", "竞价", "reverse auction";
        /// Nearest to a reference price made of all quotes.
        ReferencePrice => "reference_price", "最优价选取", "reference price";
        /// Long list by credit, weighted draw, short list, pick.
        CreditMerit => "credit_merit", "信用择优选取", "credit merit";
        /// Sealed quote and proposal, scored by assessors.
        ProposalMerit => "proposal_merit", "方案择优选取", "proposal merit";
    }
}

impl Method {
    /// Whether entrants hand in something that nobody may read before the opening (`core/seal`).
    pub const fn seals(self) -> bool {
        !matches!(self, Self::Direct | Self::ReverseAuction)
    }

    /// Whether entrants compete on their price: then the amount of the notice is its ceiling, or what a discount is taken off.
    pub const fn competes_on_price(self) -> bool {
        self.quotes() || matches!(self, Self::ReverseAuction)
    }

    /// Whether the notice fixes the price, so that it must name one; a direct selection may name it with the winner.
    pub const fn fixes_price(self) -> bool {
        matches!(self, Self::Draw | Self::CreditMerit)
    }

    /// Whether the winner is found at a time fixed beforehand (or the search for it begins then), and not by the client's pick alone.
    pub const fn has_select_time(self) -> bool {
        !matches!(self, Self::Direct)
    }

    /// Whether the next one follows where a winner is out.
    pub const fn ranks(self) -> bool {
        !matches!(self, Self::Direct | Self::Draw)
    }

    /// Whether entrants hand in the file of a proposal, and assessors score it.
    pub const fn proposes(self) -> bool {
        matches!(self, Self::ProposalMerit)
    }

    /// Whether what is sealed has a price in it.
    pub const fn quotes(self) -> bool {
        matches!(self, Self::Price | Self::ReferencePrice | Self::ProposalMerit)
    }
}
