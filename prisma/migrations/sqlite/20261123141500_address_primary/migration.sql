-- AlterTable
ALTER TABLE "Address" ADD COLUMN "primaryAt" DATETIME;
