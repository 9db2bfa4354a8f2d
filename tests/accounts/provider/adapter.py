"""What this ministry says of its people."""

from allauth.idp.oidc.adapter import DefaultOIDCAdapter


class Ministry(DefaultOIDCAdapter):
    def populate_id_token(self, id_token, client, scopes, **kwargs):
        """People whose name says so were asked for a second factor."""
        user = self.get_user_by_sub(client, id_token["sub"])
        id_token["amr"] = ["pwd", "otp"] if user.username.endswith("-otp") else ["pwd"]
