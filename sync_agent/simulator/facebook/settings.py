"""How the fake Facebook behaves beyond what all Graph fakes know; the control API can set every field."""

from dataclasses import dataclass

from sync_agent.simulator.graph.middleware import GraphSettings

SCOPES = "pages_messaging,pages_manage_metadata,pages_read_engagement,pages_read_user_content,pages_manage_engagement"


@dataclass
class FacebookSettings(GraphSettings):
    """The Page's token and what Facebook shows and does."""

    token: str = "EAAB-contoh-token-halaman"
    token_type: str = "PAGE"  # USER: lists of comments are empty, without any error (channels.md §2)
    token_expires_at: int = 0  # unix seconds; 0: never
    data_ends_at: int = 0  # unix seconds, of the token's access to people's data; 0: never
    scopes: str = SCOPES
    hides_authors: bool = False  # `from` is missing: no Advanced Access (restfb#1136)
    ranked: bool = False  # comments come in Facebook's own order, whatever is asked
    odd_answer: str = ""  # to an answer under a comment: `success`, or `parent` for the id of the comment itself
    comment_limit: int = 8000
