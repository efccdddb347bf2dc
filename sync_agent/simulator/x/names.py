"""The two vocabularies of X's contracts: tweets (2.159) and posts (2.167). Which one may be used is a setting."""

from dataclasses import dataclass

_COMMON = frozenset({"attachments", "conversation_id", "created_at", "entities", "id", "lang", "text"})
_MEDIA = "attachments.media_keys"


@dataclass(frozen=True)
class Names:
    """One vocabulary. `brings`: fields of a publication that come along with an expansion."""

    parameter: str
    fields: frozenset[str]
    brings: dict[str, str]
    history: str
    references: str
    note: str
    included: str
    dm_fields: frozenset[str]


_DM_FIELDS = frozenset({"attachments", "created_at", "dm_conversation_id", "entities", "event_type", "id", "text"})

VOCABULARIES: dict[str, Names] = {
    "tweet": Names(
        parameter="tweet.fields",
        fields=_COMMON
        | {"author_id", "edit_history_tweet_ids", "in_reply_to_user_id", "note_tweet"}
        | {"referenced_tweets"},
        brings={
            "author_id": "author_id",
            "in_reply_to_user_id": "in_reply_to_user_id",
            "referenced_tweets.id": "referenced_tweets",
            "referenced_tweets.id.author_id": "referenced_tweets",
            _MEDIA: "attachments",
        },
        history="edit_history_tweet_ids",
        references="referenced_tweets",
        note="note_tweet",
        included="tweets",
        dm_fields=_DM_FIELDS | {"participant_ids", "referenced_tweets", "sender_id"},
    ),
    "post": Names(
        parameter="post.fields",
        fields=_COMMON | {"note_post"},
        brings={
            "username": "author_id",
            "in_reply_to_user_id": "in_reply_to_user_id",
            "referenced_posts": "referenced_posts",
            "edit_history_post_ids": "edit_history_post_ids",
            _MEDIA: "attachments",
        },
        history="edit_history_post_ids",
        references="referenced_posts",
        note="note_post",
        included="posts",
        dm_fields=_DM_FIELDS,
    ),
}
# Expansions of direct messages and what they bring; the same in both contracts.
DM_BRINGS = {"sender_id": "sender_id", "participant_ids": "participant_ids", _MEDIA: "attachments"}
