<?xml version="1.0" encoding="utf-8"?>
<!-- How a feed looks in a browser: what it is, how to follow it, and what is in it. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:atom="http://www.w3.org/2005/Atom"
  xmlns="http://www.w3.org/1999/xhtml"
  exclude-result-prefixes="atom">
  <xsl:output method="html" encoding="utf-8" indent="no"/>

  <xsl:template match="/">
    <xsl:apply-templates/>
  </xsl:template>

  <xsl:template match="/rss">
    <xsl:call-template name="page">
      <xsl:with-param name="language" select="channel/language"/>
      <xsl:with-param name="title" select="channel/title"/>
      <xsl:with-param name="about" select="channel/description"/>
      <xsl:with-param name="home" select="channel/link"/>
      <xsl:with-param name="own" select="channel/atom:link[@rel='self']/@href"/>
      <xsl:with-param name="posts" select="channel/item"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="/atom:feed">
    <xsl:variable name="title"><xsl:apply-templates select="atom:title" mode="text"/></xsl:variable>
    <xsl:variable name="about"><xsl:apply-templates select="atom:subtitle" mode="text"/></xsl:variable>
    <xsl:call-template name="page">
      <xsl:with-param name="language" select="@xml:lang"/>
      <xsl:with-param name="title" select="$title"/>
      <xsl:with-param name="about" select="$about"/>
      <xsl:with-param name="home" select="atom:link[@rel='alternate']/@href"/>
      <xsl:with-param name="own" select="atom:link[@rel='self']/@href"/>
      <xsl:with-param name="posts" select="atom:entry"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="page">
    <xsl:param name="language"/>
    <xsl:param name="title"/>
    <xsl:param name="about"/>
    <xsl:param name="home"/>
    <xsl:param name="own"/>
    <xsl:param name="posts"/>
    <html lang="{$language}" dir="{bp_direction}">
      <head>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <title><xsl:value-of select="$title"/></title>
        <style>
          :root { color-scheme: light dark; --text: #1d2430; --soft: #556070; --link: #1a5fa8; --line: #d9dee5; --paper: #ffffff; --box: #f2f5f9; }
          @media (prefers-color-scheme: dark) {
            :root { --text: #e4e8ee; --soft: #a6b0be; --link: #8cbcf0; --line: #3a424e; --paper: #171b21; --box: #212730; }
          }
          body { margin: 0; background: var(--paper); color: var(--text); font: 1.0625rem/1.6 system-ui, sans-serif; overflow-wrap: anywhere; }
          main { max-width: 42rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
          a { color: var(--link); }
          h1 { margin: 0 0 0.5rem; font-size: 1.75rem; line-height: 1.25; }
          h2 { margin: 0; font-size: 1.1875rem; line-height: 1.35; }
          .note { margin: 1.5rem 0; padding: 1rem 1.25rem; border-radius: 0.5rem; background: var(--box); }
          .note p { margin: 0; }
          .note code { font-size: 0.9375rem; user-select: all; }
          ol { margin: 0; padding: 0; list-style: none; }
          li { padding: 1.25rem 0; border-top: 1px solid var(--line); }
          time, .soft { color: var(--soft); font-size: 0.9375rem; }
          li p { margin: 0.35rem 0 0; }
        </style>
      </head>
      <body>
        <main>
          <h1><xsl:value-of select="$title"/></h1>
          <p class="soft"><xsl:value-of select="$about"/></p>
          <div class="note">
            <p>{bp_what} <code dir="ltr"><xsl:value-of select="$own"/></code></p>
          </div>
          <p><a href="{$home}">{bp_way}</a></p>
          <ol>
            <xsl:for-each select="$posts">
              <li>
                <h2><a href="{link | atom:link[@rel='alternate']/@href}"><xsl:apply-templates select="title | atom:title" mode="text"/></a></h2>
                <time><xsl:value-of select="substring(pubDate, 6, 11)"/><xsl:value-of select="substring(atom:published, 1, 10)"/></time>
                <xsl:if test="atom:summary"><p><xsl:apply-templates select="atom:summary" mode="text"/></p></xsl:if>
                <xsl:if test="description"><p><xsl:call-template name="unescaped"><xsl:with-param name="text" select="description"/></xsl:call-template></p></xsl:if>
              </li>
            </xsl:for-each>
          </ol>
        </main>
      </body>
    </html>
  </xsl:template>

  <xsl:template match="*" mode="text"><xsl:value-of select="."/></xsl:template>
  <xsl:template match="*[@type='html']" mode="text"><xsl:call-template name="unescaped"><xsl:with-param name="text" select="."/></xsl:call-template></xsl:template>

  <!-- A description is plain text as HTML, in which three signs have names. -->
  <xsl:template name="unescaped">
    <xsl:param name="text"/>
    <xsl:choose>
      <xsl:when test="contains($text, '&amp;lt;')"><xsl:call-template name="unescaped"><xsl:with-param name="text" select="substring-before($text, '&amp;lt;')"/></xsl:call-template>&lt;<xsl:call-template name="unescaped"><xsl:with-param name="text" select="substring-after($text, '&amp;lt;')"/></xsl:call-template></xsl:when>
      <xsl:when test="contains($text, '&amp;gt;')"><xsl:call-template name="unescaped"><xsl:with-param name="text" select="substring-before($text, '&amp;gt;')"/></xsl:call-template>&gt;<xsl:call-template name="unescaped"><xsl:with-param name="text" select="substring-after($text, '&amp;gt;')"/></xsl:call-template></xsl:when>
      <xsl:when test="contains($text, '&amp;amp;')"><xsl:call-template name="unescaped"><xsl:with-param name="text" select="substring-before($text, '&amp;amp;')"/></xsl:call-template>&amp;<xsl:call-template name="unescaped"><xsl:with-param name="text" select="substring-after($text, '&amp;amp;')"/></xsl:call-template></xsl:when>
      <xsl:otherwise><xsl:value-of select="$text"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
