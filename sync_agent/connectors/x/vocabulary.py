"""What X is asked for, in the words of either contract: tweets (2.159) or posts (2.167)."""

from dataclasses import dataclass

_USERS, _MEDIA = {"user.fields": "username,name"}, {"media.fields": "url,preview_image_url,type,variants"}


@dataclass(frozen=True)
class Vocabulary:
    """Parameters of the lists of publications and of direct messages."""

    publications: dict[str, str]
    events: dict[str, str]


_EVENT_FIELDS = "id,text,created_at,dm_conversation_id,attachments,event_type"
# Contract 2.167 no longer lists sender_id as a field; the expansion brings it in both.
_EVENTS = {"event_types": "MessageCreate", "expansions": "sender_id,attachments.media_keys", **_USERS, **_MEDIA}

TWEET, POST = "tweet", "post"
VOCABULARIES: dict[str, Vocabulary] = {
    TWEET: Vocabulary(
        publications={
            "tweet.fields": "created_at,author_id,conversation_id,referenced_tweets,in_reply_to_user_id,note_tweet,"
            "attachments",
            "expansions": "author_id,referenced_tweets.id,attachments.media_keys",
            **_USERS,
            **_MEDIA,
        },
        events={"dm_event.fields": f"{_EVENT_FIELDS},sender_id", **_EVENTS},
    ),
    POST: Vocabulary(
        publications={
            "post.fields": "created_at,conversation_id,note_post,attachments",
            "expansions": "username,in_reply_to_user_id,referenced_posts,attachments.media_keys",
            **_USERS,
            **_MEDIA,
        },
        events={"dm_event.fields": _EVENT_FIELDS, **_EVENTS},
    ),
}
